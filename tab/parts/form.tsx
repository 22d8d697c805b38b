/** Forms that lose nothing: what was typed stays until the server has taken it. */
import { Button, Checkbox, Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { type Texts as Words } from '#domain/texts/index.ts';
import { showDay, showTime } from '#domain/texts/moments.ts';
import type { Day } from '#domain/time.ts';
import type { UseCaseName } from '#domain/use-cases/index.ts';
import { holdsBsn } from '#domain/personal.ts';
import type { Answer, Done, HistoryLine, Items, TypedInput } from '../api.ts';
import type { DraftPlace } from '../drafts.ts';
import { useHere, useLook } from '../here.ts';
import { refresh } from '../live.ts';
import { keepFocus, partsOf } from './focus.ts';
import { Notice, Reply, type Said } from './page.tsx';
import { lastWritten } from './written.ts';

type Values = Readonly<Record<string, unknown>>;
export type FormOf<V> = Readonly<{
  values: V;
  set: <K extends keyof V & string>(name: K, value: V[K]) => void;
  /** why the server did not accept what stands in this field */
  wrong: (name: string) => string | undefined;
  /** the "no" or the failure that came back */
  said: Said | undefined;
  busy: boolean;
  /** the fields in which something else stands now than when somebody began to type in them */
  crossed: readonly string[];
  /** what somebody else wrote in this field meanwhile, for beside it; empty when nobody did. `show`: in words */
  theirs: (name: string, show?: (value: never) => string) => string;
  /** not saved, because somebody else wrote here meanwhile; `unread`: what they wrote stands in the file, which is shut */
  overtaken: 'shown' | 'unread' | undefined;
  place: DraftPlace;
  submit: () => void;
  /** throws away what was typed */
  drop: () => void;
}>;

/** A text of this length is not wrong in any other way than that it is too long. */
const manyLetters = 75;

const isOvertaken = (said: Said | undefined): boolean =>
  said !== undefined && 'refused' in said && said.refused === 'file.changed';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isNothing = (value: unknown): boolean => value === '' || same(value, []);

const without = <T extends Values>(touched: T, sent: T): T =>
  Object.fromEntries(Object.entries(touched).filter(([name, value]) => value !== sent[name])) as T;

type Sending<V> = Readonly<{
  network: string;
  /** the case it is about: then what is typed is kept with the server too */
  about?: string | undefined;
  /** what stands in the fields as long as nobody typed there */
  start: V;
  /** said when it is done */
  done: string;
  /** of a form that replaces a text of the file: the `edits` of the file on the screen; `shut`: it is not on the screen */
  seen?: number | 'shut' | undefined;
  /** takes it back, for who thinks better of it */
  undo?: (() => void) | undefined;
  after?: (done: Done) => void;
  /** after a "no" or a failure */
  refused?: (said: Said) => void;
}>;

type Deed<Name extends UseCaseName, V> = Sending<V> &
  Readonly<{
    use: Name;
    /** what else tells this form from others of its kind: the id of an action, a member, a meeting */
    of?: string | undefined;
    input: (values: V) => TypedInput<Name>;
  }>;

/** The name under which is kept what is typed in a form. */
export const formNamed = (use: UseCaseName, of: string | undefined): string =>
  (of ? `${use}-${of}` : use).replace(/[^A-Za-z0-9-]/g, '-');

/** A deed with its fields. `start` may change under it (a poll, someone else's work): fields that were typed in stay as typed. */
export const useForm = <Name extends UseCaseName, V extends Values>({
  use,
  of,
  input,
  ...sending
}: Deed<Name, V>): FormOf<V> => {
  const { api } = useHere();
  return useFields({
    ...sending,
    form: formNamed(use, of),
    put: (values: V, seen) =>
      api.do(sending.network, use, { ...(input(values) as object), ...optional(seen) } as TypedInput<Name>),
  });
};

type Fields<V> = Sending<V> & Readonly<{ form: string; put: (values: V, seen: number | undefined) => Promise<Answer> }>;

type Seen = Readonly<{ seen?: number }>;
/** What is typed remembers up to which edit of the file it was begun. */
type Touched<V> = Partial<V> & Seen;
const optional = (seen: number | undefined): Seen => (seen === undefined ? {} : { seen });

/** The fields of a form by this name, and the way they are sent. */
export const useFields = <V extends Values>({
  form,
  network,
  about,
  start,
  put,
  done,
  seen,
  undo,
  after,
  refused,
}: Fields<V>): FormOf<V> => {
  const { drafts, say, hush, t } = useHere();
  const place = useMemo(() => ({ network, about, form }), [network, about, form]);
  const [touched, setTouched] = useState<Touched<V>>(() => drafts.get(place) as Touched<V>);
  const [said, setSaid] = useState<Said>();
  const [mended, setMended] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const values: V = { ...start, ...touched };
  const [begun, setBegun] = useState<Partial<V>>({});
  const differs = (name: string) =>
    Object.hasOwn(touched, name) &&
    !same(values[name], start[name]) &&
    // What was begun elsewhere does not know from what: there it is enough that something stands here.
    (begun[name] === undefined ? !isNothing(start[name]) : !same(begun[name], start[name]));
  // What stands in a file that is shut is not known here.
  const crossed = seen === 'shut' ? [] : Object.keys(begun).filter(differs);
  const sight = optional(seen === 'shut' ? 0 : seen);

  useEffect(() => drafts.set(place, touched), [drafts, place, touched]);
  // Once per form: what was being typed on another device, or before a reload.
  useEffect(() => {
    const bring = async () => {
      const brought = await drafts.bring(place, { ...start, ...sight });
      if (!brought) return;
      setTouched((now) => ({ ...(brought as Partial<V>), ...now }));
      say(t.draftBack);
    };
    void bring();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `start` changes under the form; where it belongs does not
  }, [drafts, place]);

  const send = async () => {
    const sent = touched;
    const worked = partsOf(document.activeElement);
    setBusy(true);
    hush();
    // Where somebody else's words stand beside them, what is typed replaces those: the writer saw them.
    const answer = await put(values, crossed.length > 0 ? sight.seen : (sent.seen ?? sight.seen));
    if (!answer.ok && isOvertaken(answer)) {
      await refresh().catch(() => undefined);
      // From here on the writer sees what stands there now, and the next press replaces it knowingly.
      setTouched(({ seen: _, ...now }) => now as unknown as Touched<V>);
      setBegun((before) => ({
        ...(Object.fromEntries(Object.keys(sent).map((name) => [name])) as Partial<V>),
        ...before,
      }));
    }
    setSaid(answer.ok ? undefined : answer);
    setMended([]);
    if (answer.ok) {
      await refresh().catch(() => undefined);
      // Also when the form has left the screen meanwhile.
      drafts.set(place, {});
      // What was typed while we waited is the beginning of the next.
      setTouched((now) => without(now, sent));
      say(done, undo);
      setBegun({});
    }
    setBusy(false);
    if (!answer.ok) {
      refused?.(answer);
      return;
    }
    after?.(answer);
    keepFocus(worked);
  };

  return {
    values,
    set: (name, value) => {
      setBegun((before) => (Object.hasOwn(before, name) ? before : { ...before, [name]: start[name] }));
      setTouched((now) => ({ ...sight, ...now, [name]: value }));
      setMended((names) => [...names, name]);
    },
    wrong: (name) => {
      const named = (detail: string): boolean => detail === name || detail.startsWith(`${name}.`);
      if (!said || !('details' in said) || mended.includes(name) || !said.details.some(named)) return undefined;
      // What is merely not filled in is better said of the field itself.
      if (said.refused !== 'input.invalid') return said.sentences.join(' ');
      const value = values[name];
      return typeof value === 'string' && value.trim().length > manyLetters ? t.tooLong : t.checkField;
    },
    said,
    busy,
    crossed: busy ? [] : crossed,
    theirs: (name, show = String) =>
      !busy && crossed.includes(name) ? t.nowThere(show(start[name] as never) || t.none) : '',
    overtaken: isOvertaken(said) ? (seen === 'shut' ? 'unread' : 'shown') : undefined,
    place,
    submit: () => {
      if (!busy) void send();
    },
    drop: () => {
      // At once: who cancels often leaves the screen with it, and then nothing is set any more.
      drafts.set(place, {});
      setTouched({});
      setBegun({});
      setSaid(undefined);
    },
  };
};

/** Somebody else was here meanwhile: who and when, and that nothing typed is lost. */
const Crossed = ({ place }: Readonly<{ place: DraftPlace }>) => {
  const { t, w } = useHere();
  const { data } = useLook<Items<HistoryLine>>(
    place.about ? `/api/${place.network}/cases/${place.about}/history` : undefined,
  );
  const last = lastWritten(data?.items ?? [], place.form);
  return (
    <Notice kind="warning">
      <output>{last?.name ? t.crossedBy(last.name, showTime(w, last.at)) : t.crossed}</output>
      <p>{t.crossedHint}</p>
    </Notice>
  );
};

type FormProps<V> = Readonly<{
  form: FormOf<V>;
  submit: string;
  children?: ReactNode;
  name?: string;
  cancel?: () => void;
  /** the person who opened it wants to type: the first field takes the focus */
  opened?: boolean;
}>;

export const Form = <V,>({ form, submit, children, name, cancel, opened = false }: FormProps<V>) => {
  const { t } = useHere();
  const here = useRef<HTMLFormElement>(null);
  const leave = () => {
    const worked = partsOf(here.current);
    form.drop();
    cancel?.();
    keepFocus(worked);
  };
  useEffect(() => {
    if (opened) here.current?.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
  }, [opened]);
  useEffect(() => {
    if (form.said) here.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [form.said]);
  return (
    <form
      ref={here}
      noValidate
      className="stack"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      {children}
      {form.crossed.length > 0 && !form.overtaken && <Crossed place={form.place} />}
      <Reply said={form.said} />
      {form.overtaken && <p>{form.overtaken === 'unread' ? t.crossedUnread : t.crossedHint}</p>}
      <div className="row">
        <Button type="submit" appearance="primary" disabledFocusable={form.busy}>
          {form.busy ? t.busy : submit}
        </Button>
        {cancel && (
          <Button type="button" appearance="subtle" onClick={leave}>
            {t.cancel}
          </Button>
        )}
      </div>
    </form>
  );
};

/**
 * A form where there is nothing to read yet: it stays when somebody else writes that while one types. `chosen`: somebody
 * opened it, to change what stands there.
 */
export const useWriting = () => {
  const [since, setSince] = useState<'chosen' | 'typing'>();
  return {
    writing: since !== undefined,
    chosen: since === 'chosen',
    choose: () => setSince('chosen'),
    close: () => setSince(undefined),
    kept: <V,>(form: FormOf<V>): FormOf<V> => ({
      ...form,
      set: (name, value) => {
        setSince((now) => now ?? 'typing');
        form.set(name, value);
      },
    }),
  };
};
export type Writing = ReturnType<typeof useWriting>;

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
