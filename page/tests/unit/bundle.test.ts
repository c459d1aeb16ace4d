import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const LIMIT = 900 * 1000;

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}

// Only where the page has been built, as `make test-page` does before.
describe.runIf(existsSync('dist/index.html'))('the built page', () => {
  it('stays below 900 kB compressed', () => {
    const sizes = filesOf('dist').map((path) => gzipSync(readFileSync(path)).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(LIMIT);
  });

  it('has nothing inline and nothing from elsewhere', () => {
    const html = readFileSync('dist/index.html', 'utf8');
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|https?:/);
    expect(html.match(/<script\b[^>]*>/g)).toHaveLength(1);
    expect(html).toMatch(/<script type="module"[^>]* src="\/assets\//);
  });
});
