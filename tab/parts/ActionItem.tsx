import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { askedDay, type ActionDeed } from '#domain/action-moves.ts';
import {
  cancelReasons,
  declineReasons,
  isUnacknowledged,
  type CancelReason,
  type DeclineReason,
} from '#domain/action.ts';
import type { ActionLine, ActionView } from '#domain/see.ts';
import { showDay, showInstant } from '#domain/texts/moments.ts';
import type { TypedInput } from '../api.ts';
import { todayIs } from '../days.ts';
import { useHere, useNames } from '../here.ts';
import { To } from '../router.tsx';
import { arrange, asks } from './deeds.ts';
import { focusOn } from './focus.ts';
import { Choice, choice, optionsOf, Text } from './fields.tsx';
import { Form } from './form.tsx';
import { formNamed, useForm } from './use-form.ts';
import { Reply, type Said } from './page.tsx';
import { refresh } from '../live.ts';
import { Share } from './Share.tsx';
import { ActionStateTag, LateTag, UnacknowledgedTag } from './tags.tsx';

/** An action as a line of "my actions" or as part of a case: only there its details may be read. */
type Shown = Pick<
  ActionLine,
  'id' | 'title' | 'organisation' | 'owner' | 'due' | 'state' | 'late' | 'can' | 'declined' | 'asked' | 'meeting'
> &
  Partial<Pick<ActionView, 'detail' | 'result' | 'explanation' | 'receipts'>>;
type Place = Readonly<{
  network: string;
  case: string;
  /** the `edits` of its file, where that is open: what it says of the action is then on the screen */
  edits?: number;
}>;

export const headingOf = (action: Pick<Shown, 'id'>) => `action-${action.id}`;

type DeedProps = Readonly<{
  deed: ActionDeed;
  action: Shown;
  place: Place;
  /** it was answered, with a "no" or not: this may be gone from the screen by then */
  answered: (no?: Said) => void;
}>;

/** Acknowledging is taken back by a deed of its own: the door has then seen both. */
const useTakeBack = ({ action, place, answered }: DeedProps) => {
  const { t, api, say } = useHere();
  return async () => {
    const answer = await api.do(place.network, 'takeBack', { case: place.case, action: action.id });
    await refresh().catch(() => undefined);
    if (answer.ok) say(t.did.takeBack);
    else answered(answer);
  };
};

const useDeed = (props: DeedProps, after?: () => void) => {
  const { deed, action, place, answered } = props;
  const { t } = useHere();
  const takeBack = useTakeBack(props);
  const fields = asks[deed];
  return useForm({
    use: deed,
    network: place.network,
    // What asks nothing has nothing to keep.
    about: fields.length > 0 ? place.case : undefined,
    of: action.id,
    seen:
      fields !== 'sure' && fields.some((f) => f === 'result' || f === 'explanation')
        ? (place.edits ?? 'shut')
        : undefined,
    start: {
      reason: choice<DeclineReason | CancelReason>(''),
      explanation: action.explanation ?? '',
      result: action.result ?? '',
      due: action.asked?.due ?? action.due,
      source: '',
    },
    // The table knows which fields this deed has.
    input: (values) =>
      ({
        case: place.case,
        action: action.id,
        // Decided about the day that stands here.
        ...(deed === 'agreeShift' || deed === 'keepDue' ? { due: values.due } : {}),
        ...(fields === 'sure' ? {} : Object.fromEntries(fields.map((field) => [field, values[field]]))),
      }) as TypedInput<ActionDeed>,
    done: t.did[deed],
    undo: deed === 'acknowledge' ? () => void takeBack() : undefined,
    refused: answered,
    after: () => {
      answered();
      after?.();
      focusOn(headingOf(action));
    },
  });
};

/** A deed that asks nothing: one click, one effect. */
const DeedButton = ({ primary, begin, ...props }: DeedProps & Readonly<{ primary: boolean; begin: () => void }>) => {
  const { w } = useHere();
  const form = useDeed(props);
  const press = () => {
    begin();
    form.submit();
  };
  return (
    <Button appearance={primary ? 'primary' : 'secondary'} disabledFocusable={form.busy} onClick={press}>
      {w.deed[props.deed]}
    </Button>
  );
};

const DeedForm = ({ close, opened, ...props }: DeedProps & Readonly<{ close: () => void; opened: boolean }>) => {
  const { t, w } = useHere();
  const form = useDeed(props, close);
  const fields = asks[props.deed];
  const has = (field: string) => fields !== 'sure' && fields.some((f) => f === field);
  return (
    <Form form={form} submit={w.deed[props.deed]} name={w.deed[props.deed]} cancel={close} opened={opened}>
      {fields === 'sure' && <p>{t.notAchievedSure}</p>}
      {has('reason') && (
        <Choice
          form={form}
          name="reason"
          label={t.reason}
          required
          options={
            props.deed === 'decline'
              ? optionsOf(declineReasons, w.declineReason)
              : optionsOf(cancelReasons, w.cancelReason)
          }
        />
      )}
      {has('explanation') && (
        <Text form={form} name="explanation" label={t.explanation} hint={t.explanationHint} lines={3} />
      )}
      {has('result') && <Text form={form} name="result" label={t.result} hint={t.resultHint} lines={3} />}
      {has('due') && (
        <Text
          form={form}
          name="due"
          label={t.newDue}
          hint={props.deed === 'askShift' ? t.askShiftHint : t.newDueHint}
          type="date"
          min={todayIs()}
          required
        />
      )}
      {has('source') && <Text form={form} name="source" label={t.onBehalfSource} hint={t.onBehalfHint} required />}
    </Form>
  );
};

type DeedsProps = Omit<DeedProps, 'deed'> & Readonly<{ begin: (deed: ActionDeed) => void; no: Said | undefined }>;

const Deeds = ({ action, place, answered, begin, no }: DeedsProps) => {
  const { t, w, drafts } = useHere();
  // Somebody was typing: before they went elsewhere, or before a new date put the action elsewhere in the list.
  const typed = (deed: ActionDeed) =>
    drafts.get({ network: place.network, about: place.case, form: formNamed(deed, action.id) });
  const [open, setOpen] = useState(() => action.can.find((deed) => Object.keys(typed(deed)).length > 0));
  const [pressed, setPressed] = useState(false);
  const [more, setMore] = useState(false);
  const { first, more: rest } = arrange(action.can);
  // Someone else may have moved the action on while the form stood open.
  if (open && action.can.includes(open)) {
    const close = () => {
      answered();
      setOpen(undefined);
    };
    return <DeedForm deed={open} action={action} place={place} answered={answered} close={close} opened={pressed} />;
  }
  const unfold = (deed: ActionDeed) => {
    setPressed(true);
    setOpen(deed);
  };
  const button = (deed: ActionDeed, index: number) => {
    const primary = index === 0 && (deed === 'acknowledge' || deed === 'verify' || deed === 'reportDone');
    return asks[deed].length === 0 ? (
      <DeedButton
        key={deed}
        deed={deed}
        action={action}
        place={place}
        primary={primary}
        answered={answered}
        begin={() => begin(deed)}
      />
    ) : (
      <Button key={deed} appearance={primary ? 'primary' : 'secondary'} onClick={() => unfold(deed)}>
        {w.deed[deed]}
      </Button>
    );
  };
  return (
    <div className="row">
      {first.map(button)}
      {rest.length > 0 && (
        <Button appearance="subtle" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? t.less : t.more}
        </Button>
      )}
      {more && rest.map((deed) => button(deed, 1))}
      <Reply said={no} />
    </div>
  );
};

const Receipts = ({ of }: Readonly<{ of: NonNullable<Shown['receipts']> }>) => {
  const { t, w } = useHere();
  return (
    <details>
      <summary>{t.receipts(of.length)}</summary>
      <ul className="plain">
        {of.map((receipt) => (
          <li key={`${receipt.at} ${receipt.what}`}>
            {showInstant(w, receipt.at)}: {t.receipt[receipt.what]}
            {receipt.onBehalf ? ` (${t.onBehalf})` : ''}, {t.by[receipt.by]}
          </li>
        ))}
      </ul>
    </details>
  );
};

/** Acknowledged, as far as this page knows: nobody waits for what is almost never refused. */
const acknowledged = (action: Shown): Shown => ({
  ...action,
  state: 'ACKNOWLEDGED',
  can: action.can.filter((deed) => deed !== 'acknowledge'),
});

/** One action with everything this person may do with it, right here. */
export const ActionItem = ({
  action: known,
  place,
  inCase = false,
}: Readonly<{ action: Shown; place: Place; inCase?: boolean }>) => {
  const { t, w } = useHere();
  const names = useNames(place.network);
  const [ahead, setAhead] = useState(false);
  const [no, setNo] = useState<Said>();
  const action = ahead ? acknowledged(known) : known;
  const asked = askedDay(action);
  const to = { page: 'case', network: place.network, id: place.case, part: headingOf(action) } as const;
  const begin = (deed: ActionDeed) => {
    setNo(undefined);
    setAhead(deed === 'acknowledge');
  };
  const answered = (said?: Said) => {
    setNo(said);
    setAhead(false);
  };
  return (
    <li className={`card ${action.late ? 'is-late' : ''}`}>
      <div className="row apart">
        <h3 id={headingOf(action)} tabIndex={-1}>
          {w.actionTitle[action.title]}
        </h3>
        <span className="row tight">
          <ActionStateTag state={action.state} />
          {isUnacknowledged(action) && <UnacknowledgedTag />}
          {action.late && <LateTag />}
          <Share
            route={to}
            label={t.actionOf(place.case)}
            name={`${w.actionTitle[action.title]}, ${place.case}`}
            bare
          />
        </span>
      </div>
      <p className="muted">
        {!inCase && (
          <>
            <To route={to}>{place.case}</To>
            {' · '}
          </>
        )}
        {names.organisation(action.organisation)}
        {action.owner && `, ${names.member(action.owner)}`}
        {' · '}
        {w.due(showDay(w, action.due))}
        {asked && <> · {(asked.refused ? w.dayRefused : w.dayAsked)(showDay(w, asked.due))}</>}
        {action.meeting && action.state !== 'PROPOSED' && (
          <>
            {' · '}
            <To route={{ page: 'minutes', network: place.network, id: action.meeting, part: place.case }}>
              {t.fromMeeting}
            </To>
          </>
        )}
      </p>
      {action.declined && (
        <p>
          {t.declinedBecause} {w.declineReason[action.declined]}
        </p>
      )}
      {action.detail && <p className="told">{action.detail}</p>}
      {action.explanation && (
        <p className="told">
          <strong>{t.explanation}:</strong> {action.explanation}
        </p>
      )}
      {action.result && (
        <p className="told">
          <strong>{t.result}:</strong> {action.result}
        </p>
      )}
      {action.receipts && action.receipts.length > 0 && <Receipts of={action.receipts} />}
      {(action.can.length > 0 || no) && (
        <Deeds action={action} place={place} answered={answered} begin={begin} no={no} />
      )}
    </li>
  );
};
