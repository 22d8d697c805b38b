import { Badge, Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { PollAnswer } from '#domain/poll.ts';
import type { CaseLine, PollView } from '#domain/see.ts';
import { showDay, showInstant } from '#domain/texts/moments.ts';
import type { Instant } from '#domain/time.ts';
import { dayOfInstant } from '../days.ts';
import { useHere, useList, useLook, useNames, useNetwork } from '../here.ts';
import { Choice, optionsOf, Ticks } from '../parts/fields.tsx';
import { Form } from '../parts/form.tsx';
import { useForm } from '../parts/use-form.ts';
import { Despite } from '../parts/meeting/Appointment.tsx';
import { answers, bestOf, nobodyCan } from '../parts/meeting/poll.ts';
import { useOffered } from '../parts/meeting/proposed.ts';
import { Facts, Notice, Reply, Shown, Title } from '../parts/page.tsx';
import { go, To, useRoute } from '../router.tsx';

type Props = Readonly<{ poll: PollView }>;
type Moment = PollView['moments'][number];

const sign: Readonly<Record<PollAnswer, string>> = { YES: '✓', IF_NEEDED: '~', NO: '✗' };

/** The word says it; the sign is for who looks along a row. */
const Said = ({ answer }: Readonly<{ answer: PollAnswer | undefined }>) => {
  const { t, w } = useHere();
  if (!answer) return <span className="muted">{t.noAnswerYet}</span>;
  return (
    <span className={`answer ${answer.toLowerCase()}`}>
      <span aria-hidden="true">{sign[answer]}</span> {w.pollAnswer[answer]}
    </span>
  );
};

/** Own answers, for oneself and for the absent colleague one replaces. They may be changed until a moment is chosen. */
const Own = ({ poll }: Props) => {
  const { t, w } = useHere();
  const rows = poll.rows.filter((row) => row.mine);
  const form = useForm({
    use: 'answerPoll',
    network: poll.network,
    of: poll.id,
    start: Object.fromEntries(poll.moments.map(({ at }) => [at, rows[0]?.answers[at] ?? ''])) as Record<string, string>,
    input: (values) => ({
      poll: poll.id,
      answers: Object.fromEntries(poll.moments.flatMap(({ at }) => (values[at] ? [[at, values[at]]] : []))) as Record<
        Instant,
        PollAnswer
      >,
    }),
    done: t.answerKept,
  });
  return (
    <section className="block" aria-label={t.yourAnswer}>
      <h2>{t.yourAnswer}</h2>
      {rows.length > 1 && <p>{t.answersForMore}</p>}
      <Form form={form} submit={t.keepAnswer} name={t.yourAnswer}>
        <div className="fields">
          {poll.moments.map(({ at }) => (
            <Choice
              key={at}
              form={form}
              name={at}
              label={showInstant(w, at)}
              options={optionsOf(answers, w.pollAnswer)}
              empty={t.noAnswerYet}
            />
          ))}
        </div>
      </Form>
    </section>
  );
};

type ChooseProps = Props & Readonly<{ moment: Moment; lines: readonly CaseLine[]; close: () => void }>;

/** One click before this, one click here: what comes of it is said, and what would be on the agenda. */
const ChooseForm = ({ poll, moment, lines, close }: ChooseProps) => {
  const { t, w } = useHere();
  const { open, chosen } = useOffered(poll.network, dayOfInstant(moment.at), lines);
  const form = useForm({
    use: 'chooseMoment',
    network: poll.network,
    of: `${poll.id}-${moment.at}`,
    start: { cases: chosen, despite: [] as readonly 'overlap'[] },
    input: (values) => ({ poll: poll.id, moment: moment.at, cases: [...values.cases], despite: [...values.despite] }),
    done: t.meetingPlanned,
    after: (done) => done.meeting && go({ page: 'meeting', network: poll.network, id: done.meeting }),
  });
  return (
    <Form form={form} submit={t.chooseSure} name={t.chooseMoment(showInstant(w, moment.at))} cancel={close} opened>
      <p>{t.chooseMeans}</p>
      {nobodyCan(moment) && (
        <Notice kind="warning">
          <p>{t.nobodyCanSure}</p>
        </Notice>
      )}
      <Ticks
        form={form}
        name="cases"
        label={t.agenda}
        options={open.map((line) => [
          line.number,
          `${line.number} (${line.reviewDay ? w.review(showDay(w, line.reviewDay)) : w.noReview})`,
        ])}
      />
      <Despite form={form} />
    </Form>
  );
};

const Choose = (props: Omit<ChooseProps, 'lines'>) => {
  const look = useList<CaseLine>(`/api/${props.poll.network}/cases`);
  return <Shown of={look}>{(lines) => <ChooseForm {...props} lines={lines} />}</Shown>;
};

const Totals = ({ moment }: Readonly<{ moment: Moment }>) => {
  const { t } = useHere();
  const { YES, IF_NEEDED, NO, SILENT } = moment.tally;
  return (
    <p>
      {t.tally(YES, IF_NEEDED, NO, SILENT)}
      {nobodyCan(moment) && (
        <>
          {' '}
          <strong className="late">{t.nobodyCan}</strong>
        </>
      )}
    </p>
  );
};

const MomentLine = ({ poll, moment, best }: Props & Readonly<{ moment: Moment; best: boolean }>) => {
  const { t, w } = useHere();
  const [choosing, setChoosing] = useState(false);
  const isChosen = poll.chosen === moment.at;
  return (
    <li className="card">
      <div className="row apart">
        <h3>{showInstant(w, moment.at)}</h3>
        <div className="row">
          {isChosen && <Badge color="success">{t.chosen}</Badge>}
          {poll.state === 'OPEN' && best && (
            <Badge appearance="tint" color="success">
              {t.mostYes}
            </Badge>
          )}
          {poll.state === 'OPEN' && moment.past && <Badge color="informative">{t.momentOver}</Badge>}
        </div>
      </div>
      <Totals moment={moment} />
      {poll.directs && poll.state === 'OPEN' && !moment.past && !choosing && (
        <div>
          <Button aria-label={`${t.chooseThis}: ${showInstant(w, moment.at)}`} onClick={() => setChoosing(true)}>
            {t.chooseThis}
          </Button>
        </div>
      )}
      {choosing && poll.state === 'OPEN' && <Choose poll={poll} moment={moment} close={() => setChoosing(false)} />}
    </li>
  );
};

/** People and moments: a table where there is room, a card per person where there is not. */
const Grid = ({ poll }: Props) => {
  const { t, w } = useHere();
  const names = useNames(poll.network);
  const network = useNetwork(poll.network);
  const organisationOf = (member: string) =>
    names.organisation(network?.members.find((m) => m.id === member)?.organisation ?? '');
  return (
    <section className="stack" aria-label={t.whoCan}>
      <h2>{t.whoCan}</h2>
      <table className="lines">
        <caption className="unseen">{t.whoCan}</caption>
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            {poll.moments.map(({ at }) => (
              <th key={at} scope="col">
                {showInstant(w, at)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {poll.rows.map((row) => (
            <tr key={row.member}>
              <th scope="row">
                {names.member(row.member)}
                <p className="muted">{organisationOf(row.member)}</p>
                {row.reach && row.reach !== 'CHAT' && (
                  <p className={row.reach === 'NONE' ? 'late' : 'muted'}>{t.reach[row.reach]}</p>
                )}
              </th>
              {poll.moments.map(({ at }) => (
                <td key={at} data-name={showInstant(w, at)}>
                  <Said answer={row.answers[at]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Remind = ({ poll }: Props) => {
  const { t } = useHere();
  const form = useForm({
    use: 'remindPoll',
    network: poll.network,
    of: poll.id,
    start: {},
    input: () => ({ poll: poll.id }),
    done: t.reminded,
  });
  if (poll.answered === poll.invited) return null;
  return (
    <>
      <Button disabledFocusable={form.busy || !poll.canRemind} onClick={() => poll.canRemind && form.submit()}>
        {poll.canRemind ? t.remind : t.remindTomorrow}
      </Button>
      <Reply said={form.said} />
    </>
  );
};

/** There is no way back: asked twice. */
const Stop = ({ poll }: Props) => {
  const { t } = useHere();
  const [asked, setAsked] = useState(false);
  const form = useForm({
    use: 'stopPoll',
    network: poll.network,
    of: poll.id,
    start: {},
    input: () => ({ poll: poll.id }),
    done: t.pollStopped,
  });
  if (!asked) return <Button onClick={() => setAsked(true)}>{t.stopPoll}</Button>;
  return (
    <div className="row">
      <p role="alert">{t.stopSure}</p>
      <Button disabledFocusable={form.busy} onClick={form.submit}>
        {t.stopYes}
      </Button>
      <Button appearance="subtle" onClick={() => setAsked(false)}>
        {t.cancelNo}
      </Button>
      <Reply said={form.said} />
    </div>
  );
};

export default function Poll() {
  const { t, w } = useHere();
  const route = useRoute();
  const look = useLook<PollView>(`/api/${route.network}/polls/${route.id}`);
  return (
    <>
      <Title name={t.findDate} />
      <Shown of={look}>
        {(poll) => {
          const best = bestOf(poll.moments);
          return (
            <>
              <Facts
                of={[
                  [t.state, t.pollState[poll.state]],
                  [t.howLong, t.minutes(poll.minutes)],
                  [t.where, w.place[poll.place]],
                  [t.answeredHead, t.peopleAnswered(poll.answered, poll.invited)],
                ]}
              />
              {poll.chosen && (
                <p>
                  <To route={{ page: 'meeting', network: poll.network, id: poll.id }}>
                    {t.toThatMeeting(showInstant(w, poll.chosen))}
                  </To>
                </p>
              )}
              {poll.state === 'OPEN' && poll.rows.some((row) => row.mine) && <Own poll={poll} />}
              <section className="stack" aria-label={t.momentsHead}>
                <h2>{t.momentsHead}</h2>
                <ul className="plain stack">
                  {poll.moments.map((moment) => (
                    <MomentLine key={moment.at} poll={poll} moment={moment} best={best.includes(moment)} />
                  ))}
                </ul>
              </section>
              {poll.directs ? <Grid poll={poll} /> : <p className="muted">{t.othersHidden}</p>}
              {poll.directs && poll.state === 'OPEN' && (
                <div className="row">
                  <Remind poll={poll} />
                  <Stop poll={poll} />
                </div>
              )}
            </>
          );
        }}
      </Shown>
    </>
  );
}
