import type { ComponentChildren } from 'preact';
import { type Message, t } from '../i18n';
import { Chips } from './filters';

export function Head({ title, children }: { title: Message; children?: ComponentChildren }) {
  return (
    <>
      <div class="view-head">
        <h1>{t(title)}</h1>
        {children}
      </div>
      <Chips />
    </>
  );
}

interface Choice {
  value: string;
  label: string;
}

// A few choices side by side, of which one holds.
export function Choices(props: {
  label: Message;
  value: string;
  choices: Choice[];
  onChoose: (value: string) => void;
}) {
  return (
    <fieldset class="choices">
      <legend class="unseen">{t(props.label)}</legend>
      {props.choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          class="button small"
          aria-pressed={choice.value === props.value}
          onClick={() => props.onChoose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </fieldset>
  );
}
