/** What stands in a form: it loses nothing, what was typed stays until the server has taken it. */
import { useEffect, useMemo, useState } from 'react';
import type { UseCaseName } from '#domain/use-cases/index.ts';
import type { Answer, Done, TypedInput } from '../api.ts';
import type { DraftPlace } from '../drafts.ts';
import { useHere } from '../here.ts';
import { refresh } from '../live.ts';
import { keepFocus, partsOf } from './focus.ts';
import type { Said } from './page.tsx';

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
    kept: <V>(form: FormOf<V>): FormOf<V> => ({
      ...form,
      set: (name, value) => {
        setSince((now) => now ?? 'typing');
        form.set(name, value);
      },
    }),
  };
};
export type Writing = ReturnType<typeof useWriting>;
