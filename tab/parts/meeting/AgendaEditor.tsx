/** The chair makes the list: proposed by the rules, in any order, with minutes per item. Keyboard first; a mouse may drag. */
import { Button, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { Proposed } from '#domain/agenda.ts';
import { isOpen } from '#domain/case.ts';
import type { CaseLine, MeetingView } from '#domain/see.ts';
import { problemOf, type Items } from '../../api.ts';
import { useHere, useList } from '../../here.ts';
import { focusOn } from '../focus.ts';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { Notice, ProblemText } from '../page.tsx';
import { moved, topUp, totalOf, type Line } from './agenda.ts';
import { ReasonTags } from './ReasonTags.tsx';

type Props = Readonly<{ meeting: MeetingView; close: () => void }>;
type Steps = Readonly<{ up: string; down: string; minutes: string; out: string }>;
const idsOf = (number: string): Steps => ({
  up: `up-${number}`,
  down: `down-${number}`,
  minutes: `minutes-${number}`,
  out: `out-${number}`,
});

export const AgendaEditor = ({ meeting, close }: Props) => {
  const { t, api, say } = useHere();
  const { data: all = [] } = useList<CaseLine>(`/api/${meeting.network}/cases`);
  const fields = useForm({
    use: 'setAgenda',
    network: meeting.network,
    of: meeting.id,
    start: {
      items: meeting.agenda.map(
        (item): Line => ({ case: item.case, minutes: String(item.minutes) }),
      ) as readonly Line[],
      version: meeting.agendaVersion,
    },
    input: ({ items, version }) => ({ meeting: meeting.id, version, items: [...items] }),
    done: t.agendaSaved,
    after: close,
  });
  const { items, version } = fields.values;
  const [proposed, setProposed] = useState<readonly Proposed[]>([]);
  const [dragged, setDragged] = useState<number>();
  const [problem, setProblem] = useState<unknown>();

  // What one changes is the list that stood there when one began.
  const set = (next: readonly Line[]) => {
    fields.set('version', version);
    fields.set('items', next);
  };
  const move = (from: number, to: number, focus?: string) => {
    const line = items[from];
    if (!line || to < 0 || to >= items.length) return;
    set(moved(items, from, to));
    say(t.itemMoved(line.case, to + 1, items.length));
    if (focus) focusOn(focus);
  };
  const propose = async () => {
    try {
      const said = await api.look<Items<Proposed>>(`/api/${meeting.network}/meetings/${meeting.id}/proposal`);
      const next = topUp(items, said.items);
      setProblem(undefined);
      setProposed(said.items);
      set(next);
      say(t.agendaProposed(next.length - items.length));
    } catch (error) {
      setProblem(error);
    }
  };
  const reasonsOf = (number: string) =>
    meeting.agenda.find((item) => item.case === number)?.reasons ??
    proposed.find((item) => item.case === number)?.reasons ??
    [];
  const total = totalOf(items);
  const over = total - meeting.minutes;
  const addable = all.filter((line) => isOpen(line) && line.more && !items.some((item) => item.case === line.number));
  const overtaken = version !== meeting.agendaVersion;
  return (
    <div className="block">
      <Form form={fields} submit={t.saveAgenda} name={t.changeAgenda} cancel={close}>
        <h2 id="agenda-editor" tabIndex={-1}>
          {t.changeAgenda}
        </h2>
        {overtaken && (
          <Notice kind="warning">
            <p>{t.agendaOvertaken}</p>
            <Button onClick={fields.drop}>{t.showNewAgenda}</Button>
          </Notice>
        )}
        <div className="row">
          <Button onClick={() => void propose()}>{t.proposeAgenda}</Button>
          <span className="muted">{t.proposeAgendaHint}</span>
        </div>
        {problem !== undefined && (
          <Notice kind="error">
            <ProblemText problem={problemOf(problem)} />
          </Notice>
        )}
        <ol className="plain stack tight" aria-label={t.agenda}>
          {items.map((line, n) => {
            const ids = idsOf(line.case);
            return (
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what a mouse drags, the buttons move
              <li
                key={line.case}
                className="row apart line"
                draggable
                data-dragged={dragged === n}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  setDragged(n);
                }}
                onDragEnd={() => setDragged(undefined)}
                onDragOver={(event) => {
                  if (dragged === undefined) return;
                  event.preventDefault();
                  if (dragged !== n) {
                    set(moved(items, dragged, n));
                    setDragged(n);
                  }
                }}
                onDrop={(event) => event.preventDefault()}
              >
                <span className="stack tight">
                  <span>
                    {n + 1}. <strong>{line.case}</strong>
                  </span>
                  <ReasonTags reasons={reasonsOf(line.case)} />
                </span>
                <span className="row tight">
                  <Input
                    id={ids.minutes}
                    className="minutes"
                    type="number"
                    min="1"
                    max="240"
                    aria-label={t.minutesFor(line.case)}
                    value={line.minutes}
                    onChange={(_, data) =>
                      set(items.map((one) => (one === line ? { ...one, minutes: data.value } : one)))
                    }
                  />
                  <span aria-hidden="true">{t.min}</span>
                  <Button
                    id={ids.up}
                    appearance="subtle"
                    aria-label={t.moveUp(line.case)}
                    disabledFocusable={n === 0}
                    onClick={() => move(n, n - 1, ids.up)}
                  >
                    ↑
                  </Button>
                  <Button
                    id={ids.down}
                    appearance="subtle"
                    aria-label={t.moveDown(line.case)}
                    disabledFocusable={n === items.length - 1}
                    onClick={() => move(n, n + 1, ids.down)}
                  >
                    ↓
                  </Button>
                  <Button
                    id={ids.out}
                    appearance="subtle"
                    aria-label={t.removeNamed(line.case)}
                    onClick={() => {
                      const next = items[n + 1] ?? items[n - 1];
                      set(items.toSpliced(n, 1));
                      say(t.itemOut(line.case));
                      focusOn(next ? idsOf(next.case).out : 'agenda-editor');
                    }}
                  >
                    ✕
                  </Button>
                </span>
              </li>
            );
          })}
        </ol>
        {items.length === 0 && <p className="muted">{t.emptyAgenda}</p>}
        {addable.length > 0 && (
          <Select
            aria-label={t.addCase}
            value=""
            className="narrow"
            onChange={(_, data) => {
              if (!data.value) return;
              set([...items, { case: data.value, minutes: '10' }]);
              say(t.itemAdded(data.value));
            }}
          >
            <option value="">{t.addCase}</option>
            {addable.map((line) => (
              <option key={line.number}>{line.number}</option>
            ))}
          </Select>
        )}
        <p className={over > 0 ? 'notice warning' : undefined} role={over > 0 ? 'status' : undefined}>
          {t.totalMinutes(total, meeting.minutes)} {over > 0 && t.overBy(over)}
        </p>
      </Form>
    </div>
  );
};
