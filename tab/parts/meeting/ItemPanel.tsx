import { Button } from '@fluentui/react-components';
import { useEffect } from 'react';
import { isConcluded } from '#domain/meeting.ts';
import type { CaseView, MeetingView } from '#domain/see.ts';
import type { Instant } from '#domain/time.ts';
import { showDay } from '#domain/texts/moments.ts';
import { addDays, todayIs } from '../../days.ts';
import { useHere, useNames } from '../../here.ts';
import { Lock } from '../case/Lock.tsx';
import { useFile } from '../case/open-file.ts';
import { focusOn } from '../focus.ts';
import { choice, Text } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { go } from '../../router.tsx';
import { Notice, PartTitle, Reply } from '../page.tsx';
import { Share } from '../Share.tsx';
import { ActionStateTag } from '../tags.tsx';
import { AtThisItem } from './AtTable.tsx';
import { Capture } from './Capture.tsx';
import { Glance } from './Glance.tsx';
import { OpenItem } from './Now.tsx';
import { ReasonTags } from './ReasonTags.tsx';
import { isAhead, missingOf, nextItem, type Item } from './agenda.ts';

type Props = Readonly<{ meeting: MeetingView; item: Item }>;

const Drop = ({ meeting, item, action }: Props & Readonly<{ action: Item['actions'][number] }>) => {
  const { t, w } = useHere();
  const form = useForm({
    use: 'dropProposal',
    network: meeting.network,
    of: action.id,
    start: {},
    input: () => ({ meeting: meeting.id, case: item.case, action: action.id }),
    done: t.removed,
    after: () => focusOn('agreements'),
  });
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        aria-label={t.removeNamed(w.actionTitle[action.title])}
        disabledFocusable={form.busy}
        onClick={form.submit}
      >
        {t.remove}
      </Button>
      <Reply said={form.said} />
    </>
  );
};

/** What was agreed on this item. The details stand in the case: only who may read it sees them. */
export const Agreements = ({ meeting, item, view }: Props & Readonly<{ view?: CaseView | undefined }>) => {
  const { t, w } = useHere();
  const names = useNames(meeting.network);
  if (item.actions.length === 0) {
    return <p className="muted">{isConcluded(meeting) ? t.noAgreements : t.noAgreementsYet}</p>;
  }
  return (
    <ul className="plain stack tight">
      {item.actions.map((action) => {
        const detail = view?.actions.find((a) => a.id === action.id)?.detail;
        return (
          <li key={action.id} className="row apart agreement">
            <span>
              <strong>{w.actionTitle[action.title]}</strong>, {names.organisation(action.organisation)}
              {action.owner && ` (${names.member(action.owner)})`}, {w.due(showDay(w, action.due))}
              {detail && <span className="told">{detail}</span>}
            </span>
            {action.state !== 'PROPOSED' ? (
              <ActionStateTag state={action.state} />
            ) : (
              meeting.directs &&
              meeting.state === 'IN_SESSION' && <Drop meeting={meeting} item={item} action={action} />
            )}
          </li>
        );
      })}
    </ul>
  );
};

const Conclude = ({ meeting, item, view }: Props & Readonly<{ view: CaseView | undefined }>) => {
  const { t } = useHere();
  const theirs = view?.file.conclusions[meeting.id];
  const fields = useForm({
    use: 'concludeItem',
    network: meeting.network,
    about: item.case,
    of: meeting.id,
    start: {
      conclusion: theirs?.text ?? '',
      nextReview: item.nextReview ?? '',
      since: choice<Instant>(theirs?.at ?? ''),
    },
    input: (values) => ({ meeting: meeting.id, case: item.case, ...values }),
    done: t.concluded,
  });
  // What one answers to is what stood there when one began to type.
  const form: typeof fields = {
    ...fields,
    set: (name, value) => {
      fields.set('since', fields.values.since);
      fields.set(name, value);
    },
  };
  const overtaken = theirs !== undefined && form.values.since !== theirs.at;
  return (
    <Form form={form} submit={t.conclude} name={t.conclusion}>
      {overtaken && (
        <Notice kind="warning">
          <p>{t.concludedMeanwhile}</p>
          <blockquote className="told">{theirs.text}</blockquote>
          <div className="row">
            <Button
              onClick={() => {
                fields.set('conclusion', `${theirs.text}\n${fields.values.conclusion}`);
                fields.set('since', theirs.at);
              }}
            >
              {t.joinTexts}
            </Button>
            <Button onClick={() => fields.set('since', theirs.at)}>{t.keepMine}</Button>
            <Button onClick={fields.drop}>{t.takeTheirs}</Button>
          </div>
        </Notice>
      )}
      <Text form={form} name="conclusion" label={t.conclusion} lines={3} required />
      <Text
        form={form}
        name="nextReview"
        label={t.nextReview}
        hint={t.nextReviewHint}
        type="date"
        min={addDays(todayIs(), 1)}
      />
    </Form>
  );
};

/**
 * One item: the case, what is concluded, what is agreed. Its file opens with a click, and at once for the chair of a running
 * meeting, who has no time for one; for everybody it shuts when they look away, and what is being typed waits out of sight.
 */
export const ItemPanel = ({ meeting, item }: Props) => {
  const { t, w } = useHere();
  const inSession = meeting.state === 'IN_SESSION';
  const chairs = meeting.directs && inSession;
  const file = useFile(`/api/${meeting.network}/cases/${item.case}`, chairs);
  const { seen: view, last } = file;
  const { mutate } = file.look;
  const shut = last !== undefined && view === undefined;
  // Someone else typed: read the case again, but only when there is something in it that we have not seen.
  const unseen = item.actions.filter((a) => view && !view.actions.some((known) => known.id === a.id)).map((a) => a.id);
  const written = view?.file.conclusions[meeting.id]?.at;
  const news = unseen.join() + (view && item.concludedAt && item.concludedAt !== written ? ` ${item.concludedAt}` : '');
  useEffect(() => {
    if (news !== '') void mutate();
  }, [news, mutate]);

  const proposes = meeting.proposes && inSession;
  const missing = missingOf(item);
  const next = nextItem(meeting.agenda, item.case);
  const conclusion = view?.file.conclusions[meeting.id]?.text;
  return (
    <section className="stack" aria-label={item.case}>
      <PartTitle name={item.case} />
      <div className="row apart">
        <ReasonTags reasons={item.reasons} />
        <span className="row tight">
          {chairs && meeting.current?.case !== item.case && (
            <OpenItem meeting={meeting} item={item} label={t.openItem} />
          )}
          <Share
            route={{ page: 'meeting', network: meeting.network, id: meeting.id, part: item.case }}
            label={t.itemOf(item.case)}
          />
        </span>
      </div>
      {meeting.directs && isAhead(meeting) && <AtThisItem meeting={meeting} item={item} />}
      <Lock file={file} what={t.partInFile} />
      {last && (
        <div hidden={shut}>
          <Glance view={last} />
        </div>
      )}
      {meeting.state !== 'PLANNED' && (
        <>
          {!chairs && <h3>{t.conclusion}</h3>}
          {chairs ? (
            <div hidden={shut}>
              <Conclude meeting={meeting} item={item} view={last} />
            </div>
          ) : (
            <p className="told">{conclusion ?? (item.concluded ? t.concluded : t.noConclusionYet)}</p>
          )}
          {!chairs && item.nextReview && <p>{w.review(showDay(w, item.nextReview))}</p>}
          <h3 id="agreements" tabIndex={-1}>
            {t.agreements}
          </h3>
          <Agreements meeting={meeting} item={item} view={view} />
          {proposes && (
            <div hidden={shut}>
              <Capture meeting={meeting} item={item} />
            </div>
          )}
          {chairs && (
            <output className={missing.length > 0 ? 'notice warning' : 'notice info'}>
              {missing.length > 0 ? missing.map((m) => t.itemMissing[m]).join(' ') : t.itemComplete}
            </output>
          )}
          {chairs && next && (
            <OpenItem
              key={next.case}
              meeting={meeting}
              item={next}
              label={t.nextItem(next.case)}
              after={() => go({ page: 'meeting', network: meeting.network, id: meeting.id, part: next.case })}
            />
          )}
          {item.notReached && <p className="notice info">{t.goesOn}</p>}
        </>
      )}
    </section>
  );
};
