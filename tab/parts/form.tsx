/** A form around its fields: how it is sent, what came of that, and who else was here. */
import { Button } from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';
import { showTime } from '#domain/texts/moments.ts';
import type { HistoryLine, Items } from '../api.ts';
import type { DraftPlace } from '../drafts.ts';
import { useHere, useLook } from '../here.ts';
import { keepFocus, partsOf } from './focus.ts';
import { Notice, Reply } from './page.tsx';
import type { FormOf } from './use-form.ts';
import { lastWritten } from './written.ts';

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
