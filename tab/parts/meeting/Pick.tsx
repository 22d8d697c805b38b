import { Combobox, Field, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { useHere } from '../../here.ts';
import type { Option as Choosable } from '../fields.tsx';
import type { FormOf } from '../use-form.ts';

type Props<V> = Readonly<{
  form: FormOf<V>;
  name: { [K in keyof V]: V[K] extends string ? K : never }[keyof V] & string;
  label: string;
  required?: boolean;
  placeholder?: string;
  options: readonly Choosable[];
}>;

const fold = (text: string): string => text.trim().toLocaleLowerCase();

/** One of a list, found by typing: a few letters and Tab or Enter will do. */
export const Pick = <V,>({ form, name, label, required = false, placeholder, options }: Props<V>) => {
  const { t } = useHere();
  const value = form.values[name] as string;
  const [typed, setTyped] = useState<string>();
  // Also when the text came without a key: pasted, or spoken.
  const [open, setOpen] = useState(false);
  const chosen = options.find(([id]) => id === value)?.[1] ?? '';
  const wanted = fold(typed ?? '');
  const matches = wanted ? options.filter(([, text]) => fold(text).includes(wanted)) : options;
  // What begins with it comes first.
  const shown = wanted
    ? matches.toSorted((a, b) => Number(fold(b[1]).startsWith(wanted)) - Number(fold(a[1]).startsWith(wanted)))
    : matches;
  const set = (id: string) => form.set(name, id as V[typeof name]);
  const wrong = form.wrong(name);
  return (
    <Field
      label={label}
      required={required}
      className="wide"
      {...(wrong ? { validationState: 'error', validationMessage: wrong } : {})}
    >
      <Combobox
        freeform
        open={open}
        onOpenChange={(_, data) => setOpen(data.open)}
        inlinePopup
        autoComplete="off"
        // One stop for the Tab key per field: the arrow keys open the list and walk through it.
        expandIcon={{ tabIndex: -1, 'aria-label': t.showChoices }}
        listbox={{ tabIndex: -1 }}
        onFocus={(event) => event.target.select()}
        className="pick"
        value={typed ?? chosen}
        selectedOptions={value ? [value] : []}
        {...(placeholder ? { placeholder } : {})}
        onChange={(event) => {
          const text = event.target.value;
          setTyped(text);
          setOpen(true);
          set(options.find(([, one]) => fold(one) === fold(text))?.[0] ?? '');
        }}
        onOptionSelect={(_, data) => {
          setTyped(undefined);
          set(data.optionValue ?? '');
        }}
        onBlur={() => {
          // Enough was typed to mean one thing; what means nothing stays to be seen.
          const [only, ...others] = wanted ? matches : [];
          if (only && others.length === 0) set(only[0]);
          if (wanted === '' || (only && others.length === 0)) setTyped(undefined);
        }}
      >
        {shown.map(([id, text]) => (
          <Option key={id} value={id} text={text}>
            {text}
          </Option>
        ))}
        {shown.length === 0 && (
          <Option key="none" value="" text="" disabled>
            {t.nothingFound}
          </Option>
        )}
      </Combobox>
    </Field>
  );
};
