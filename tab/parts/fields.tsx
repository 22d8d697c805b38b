/** The fields of a form. Each says what is wrong with it, and what somebody else wrote in it meanwhile. */
import { Checkbox, Field, Input, Select, Textarea } from '@fluentui/react-components';
import { holdsBsn } from '#domain/personal.ts';
import { type Texts as Words } from '#domain/texts/index.ts';
import { showDay } from '#domain/texts/moments.ts';
import type { Day } from '#domain/time.ts';
import { useHere } from '../here.ts';
import type { FormOf } from './use-form.ts';

/** A field of a closed list, in which nothing may be chosen yet. */
export const choice = <T extends string>(value: T | ''): T | '' => value;

/** The names of the fields that hold this kind of value. */
type Named<V, T> = { [K in keyof V]: V[K] extends T ? K : never }[keyof V] & string;

type FieldProps<V, T> = Readonly<{
  form: FormOf<V>;
  name: Named<V, T>;
  label: string;
  hint?: string;
  required?: boolean;
}>;

const useMessage = (wrong: string | undefined, text = '') => {
  const { t } = useHere();
  const validationMessage = holdsBsn(text) ? t.noBsn : wrong;
  return validationMessage ? ({ validationState: 'error', validationMessage } as const) : {};
};

/** A browser writes a date as its own language does, and 3/4 may be two days: so the day stands there in words too. */
const inWords = (w: Words, type: string, value: string): string =>
  type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? showDay(w, value as Day) : '';

/** Below a field. What somebody else wrote stands on lines of its own, as they wrote it. */
export const hintOf = (theirs: string, hint = '') =>
  theirs ? (
    <>
      <span className="told">{theirs}</span>
      {hint}
    </>
  ) : (
    hint || null
  );

type TextProps<V> = FieldProps<V, string> &
  Readonly<{ lines?: number; type?: 'text' | 'date' | 'time' | 'number' | 'email'; min?: string; max?: string }>;

/** A line or a block of text, or a native date. */
export const Text = <V,>({
  form,
  name,
  label,
  hint,
  required = false,
  lines = 1,
  type = 'text',
  min,
  max,
}: TextProps<V>) => {
  const { w } = useHere();
  const value = form.values[name] as string;
  const message = useMessage(form.wrong(name), value);
  const theirs = form.theirs(name);
  const set = (text: string) => form.set(name, text as V[typeof name]);
  return (
    <Field
      label={label}
      hint={hintOf(theirs, [inWords(w, type, value), hint].filter(Boolean).join('. '))}
      required={required}
      {...message}
      className={type === 'text' ? 'wide' : 'narrow'}
    >
      {lines > 1 ? (
        <Textarea
          value={value}
          rows={lines}
          resize="vertical"
          onChange={(_, data) => set(data.value)}
          autoComplete="off"
        />
      ) : (
        <Input
          value={value}
          type={type}
          onChange={(_, data) => set(data.value)}
          autoComplete="off"
          {...(min ? { min } : {})}
          {...(max ? { max } : {})}
        />
      )}
    </Field>
  );
};

export type Option<T extends string = string> = readonly [value: T, text: string];

type ChoiceProps<V, T extends string> = Omit<FieldProps<V, string>, 'name'> &
  Readonly<{ name: keyof V & string; options: readonly Option<T>[]; empty?: string }>;

/** One of a list. Without a choice yet it says so. */
export const Choice = <V, T extends string>({
  form,
  name,
  label,
  hint,
  required = false,
  options,
  empty,
}: ChoiceProps<V, T>) => {
  const { t } = useHere();
  const wordOf = (value: T) => options.find(([o]) => o === value)?.[1] ?? '';
  const theirs = form.theirs(name, wordOf);
  return (
    <Field
      label={label}
      hint={hintOf(theirs, hint)}
      required={required}
      {...useMessage(form.wrong(name))}
      className="wide"
    >
      <Select value={form.values[name] as string} onChange={(_, data) => form.set(name, data.value as V[typeof name])}>
        <option value="">{empty ?? t.choose}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
};

type TicksProps<V, T extends string> = Readonly<{
  form: FormOf<V>;
  name: keyof V & string;
  label: string;
  hint?: string;
  /** at least one */
  required?: boolean;
  options: readonly Option<T>[];
}>;

/** Any number of a list. */
export const Ticks = <V, T extends string>({
  form,
  name,
  label,
  hint,
  required = false,
  options,
}: TicksProps<V, T>) => {
  const { t } = useHere();
  const chosen = form.values[name] as readonly T[];
  const { validationMessage } = useMessage(form.wrong(name));
  const theirs = form.theirs(name, (values: readonly T[]) =>
    options.flatMap(([o, text]) => (values.includes(o) ? [text] : [])).join(', '),
  );
  const set = (value: T, on: boolean) =>
    form.set(name, options.map(([o]) => o).filter((o) => (o === value ? on : chosen.includes(o))) as V[typeof name]);
  return (
    <fieldset className="ticks">
      <legend>
        {label}
        {required && (
          <>
            <span aria-hidden="true" className="wrong">
              {' *'}
            </span>
            <span className="unseen"> {t.atLeastOne}</span>
          </>
        )}
      </legend>
      {hint && <p className="muted">{hint}</p>}
      {theirs && <p className="muted told">{theirs}</p>}
      <div className="row">
        {options.map(([value, text]) => (
          <Checkbox
            key={value}
            label={text}
            checked={chosen.includes(value)}
            onChange={(_, data) => set(value, data.checked === true)}
          />
        ))}
      </div>
      {validationMessage && (
        <p className="wrong" role="alert">
          {validationMessage}
        </p>
      )}
    </fieldset>
  );
};

/** The words of a closed list as choices. */
export const optionsOf = <T extends string>(
  values: readonly T[],
  words: Readonly<Record<T, string>>,
): readonly Option<T>[] => values.map((value) => [value, words[value]]);
