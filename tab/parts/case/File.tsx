import { Badge, Button } from '@fluentui/react-components';
import { useState } from 'react';
import { isOpen } from '#domain/case.ts';
import type { Label, LogEntry } from '#domain/file.ts';
import type { CaseView } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import { dayOfInstant, todayIs } from '../../days.ts';
import { useHere, useNames } from '../../here.ts';
import { Choice, choice, optionsOf, Text, Ticks } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { Block } from '../page.tsx';
import { threadLog, type Line } from './log.ts';

type Props = Readonly<{ view: CaseView }>;

const EntryForm = ({ view, corrects, close }: Props & Readonly<{ corrects?: LogEntry; close: () => void }>) => {
  const { t, w } = useHere();
  const today = todayIs();
  // Also what the line has already: a correction must not drop it in silence.
  const offered = [...new Set([...view.labels, ...(corrects?.labels ?? [])])];
  const form = useForm({
    use: 'addLogEntry',
    network: view.network,
    about: view.number,
    of: corrects?.id,
    start: {
      kind: choice<LogEntry['kind']>(corrects?.kind ?? 'FACT'),
      text: corrects?.text ?? '',
      source: corrects?.source ?? '',
      on: corrects?.on ?? today,
      labels: corrects?.labels ?? ([] as readonly Label[]),
    },
    input: (values) => ({ case: view.number, ...values, labels: [...values.labels], supersedes: corrects?.id ?? '' }),
    done: t.saved,
    after: close,
  });
  return (
    <div className="card">
      <Form form={form} submit={t.save} name={corrects ? t.correct : t.newEntry} cancel={close} opened>
        {corrects && <p className="muted">{t.correctHint}</p>}
        <div className="fields">
          <Choice
            form={form}
            name="kind"
            label={t.kind}
            required
            options={[
              ['FACT', t.fact],
              ['OPINION', t.opinion],
            ]}
          />
          <Text form={form} name="on" label={t.entryOn} type="date" max={today} required />
        </div>
        <Text form={form} name="text" label={t.entryText} hint={t.entryHint} lines={5} required />
        <Text form={form} name="source" label={t.source} hint={t.sourceHint} required />
        {offered.length > 0 && (
          <Ticks form={form} name="labels" label={t.labels} hint={t.labelsHint} options={optionsOf(offered, w.label)} />
        )}
      </Form>
    </div>
  );
};

const Entry = ({ entry, view }: Props & Readonly<{ entry: LogEntry }>) => {
  const { t, w } = useHere();
  const names = useNames(view.network);
  return (
    <>
      <div className="row tight">
        <Badge appearance="tint" color={entry.kind === 'FACT' ? 'brand' : 'warning'}>
          {entry.kind === 'FACT' ? t.fact : t.opinion}
        </Badge>
        {entry.labels.map((label) => (
          <Badge key={label} appearance="outline" color="danger">
            {w.label[label]}
          </Badge>
        ))}
      </div>
      <p className="told">{entry.text}</p>
      <p className="muted">
        {showDay(w, entry.on)} · {t.source.toLowerCase()}: {entry.source} ·{' '}
        {t.writtenBy(names.member(entry.member), names.organisation(entry.organisation))},{' '}
        {showDay(w, dayOfInstant(entry.at))}
      </p>
    </>
  );
};

const LogLine = ({ line, view, writes }: Props & Readonly<{ line: Line; writes: boolean }>) => {
  const { t } = useHere();
  const [correcting, setCorrecting] = useState(false);
  return (
    <li className="card">
      <Entry entry={line.entry} view={view} />
      {line.earlier.length > 0 && (
        <details>
          <summary>{t.correctedLines(line.earlier.length)}</summary>
          {line.earlier.map((entry) => (
            <div key={entry.id} className="earlier">
              <Entry entry={entry} view={view} />
            </div>
          ))}
        </details>
      )}
      {writes &&
        (correcting ? (
          <EntryForm view={view} corrects={line.entry} close={() => setCorrecting(false)} />
        ) : (
          <div>
            <Button size="small" appearance="subtle" onClick={() => setCorrecting(true)}>
              {t.correct}
            </Button>
          </div>
        ))}
    </li>
  );
};

/** The file: facts and opinions, each with its source. */
export const File = ({ view }: Props) => {
  const { t } = useHere();
  const [adding, setAdding] = useState(false);
  const { log, hidden } = view.file;
  const writes = isOpen(view) && view.takesPart;
  return (
    <>
      <Block name={t.log} sensitive>
        {hidden > 0 && <p className="notice info">{t.hiddenLines(hidden)}</p>}
        {writes &&
          (adding ? (
            <EntryForm view={view} close={() => setAdding(false)} />
          ) : (
            <div>
              <Button appearance="primary" onClick={() => setAdding(true)}>
                {t.newEntry}
              </Button>
            </div>
          ))}
        {log.length === 0 && <p>{t.noEntries}</p>}
        <ul className="plain stack">
          {threadLog(log).map((line) => (
            <LogLine key={line.entry.id} line={line} view={view} writes={writes} />
          ))}
        </ul>
      </Block>
    </>
  );
};
