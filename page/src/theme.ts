// Light, dark, or as the system has it.
import { computed, effect, signal } from '@preact/signals';
import { keep, read } from './i18n';

export type Theme = 'auto' | 'light' | 'dark';
const kept = read('rasid.theme');
export const theme = signal<Theme>(kept === 'light' || kept === 'dark' ? kept : 'auto');

const system = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
const systemIsDark = signal(system?.matches ?? false);
system?.addEventListener('change', (change) => {
  systemIsDark.value = change.matches;
});

const shown = computed(() => {
  if (theme.value !== 'auto') return theme.value;
  return systemIsDark.value ? 'dark' : 'light';
});

effect(() => {
  document.documentElement.dataset.theme = shown.value;
});

export function nextTheme() {
  const order: Theme[] = ['auto', 'light', 'dark'];
  theme.value = order[(order.indexOf(theme.value) + 1) % order.length] as Theme;
  keep('rasid.theme', theme.value);
}
