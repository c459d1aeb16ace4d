// What analysts decide: who they are, the last decision (to be undone), and what to do when one
// was taken. A number that grows with each tells the views to ask anew.
import { signal } from '@preact/signals';
import * as api from '../api/calls';
import { ApiError } from '../api/client';
import type { Decision } from '../api/types';
import { keep, read } from '../i18n';

export const author = signal(read('rasid.author') ?? '');
export const changes = signal(0);
export const last = signal<Decision | null>(null);
export const fault = signal<ApiError | null>(null);
export const asksAuthor = signal(false);

export function setAuthor(name: string) {
  author.value = name.trim().slice(0, 80);
  keep('rasid.author', author.value);
}

async function take(call: () => Promise<Decision>): Promise<Decision | null> {
  if (author.value === '') {
    asksAuthor.value = true;
    return null;
  }
  fault.value = null;
  try {
    const decision = await call();
    changes.value += 1;
    return decision;
  } catch (error) {
    fault.value = ApiError.of(error);
    return null;
  }
}

export async function decide(decision: Omit<api.NewDecision, 'author'>): Promise<Decision | null> {
  const taken = await take(() => api.decide({ ...decision, author: author.value }));
  if (taken) last.value = taken;
  return taken;
}

export async function undo(number: number): Promise<Decision | null> {
  const taken = await take(() => api.undo(number, author.value));
  if (taken) last.value = null;
  return taken;
}
