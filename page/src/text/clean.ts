// Text of a source may hold controls that turn the order of letters around (CVE-2021-42574) and
// would let it leave its place on the page. In one line of the interface they are taken out; in an
// article, where offsets count every letter, each is shown as a letter of its own instead.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u0000-\u0008\u000b-\u001f\u007f]/g;

export function oneLine(text: string | null | undefined): string {
  return (text ?? '').replace(CONTROLS, '').replace(/\s+/g, ' ').trim();
}

// As long as the text it is made of, letter for letter.
export function visible(text: string): string {
  return text.replace(CONTROLS, '\u00b7');
}
