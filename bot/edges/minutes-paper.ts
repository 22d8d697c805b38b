/**
 * Minutes as a Word document, from the same view as the page. It leaves the system: that it is confidential stands on
 * every page, and that it was made is on record before it is drawn (core/show.ts).
 */
import type { FileChild, ISectionOptions, Paragraph, Table } from 'docx';
import { presences } from '#domain/meeting.ts';
import type { Language } from '#domain/network.ts';
import type { CaseDecisions, CorrectionView, DecisionView, MinutesView, NetworkView } from '#domain/see.ts';
import { textsOf } from '#domain/texts/index.ts';
import { showDay, showInstant } from '#domain/texts/moments.ts';
import { dayOf } from '#domain/time.ts';
import { edgeTextsOf } from './texts/index.ts';

type Names = Pick<NetworkView, 'organisations' | 'members'>;
/** `name`: of the file; ids and days only. */
export type Paper = Readonly<{ name: string; content: Buffer }>;

const ink = '1F3A5F';
const pale = 'E8EEF5';
/** Twentieths of a point: a margin of 2 cm leaves this much of an A4 page. */
const margin = 1134;
const width = 11906 - 2 * margin;
/** What, who, by when. */
const columns = [0.45, 0.3, 0.25].map((part) => Math.round(part * width));

/** Proposals are between their author and who directs the case: a document is handed on. */
const accepted = (d: DecisionView) => d.corrections.filter((c) => c.state === 'ACCEPTED');

/** What XML 1.0 has no place for is left out: somebody may have pasted it. */
// oxlint-disable-next-line no-control-regex
const clean = (text: string): string => text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');

/** The one place that knows the library: it is loaded when somebody asks for a document, and not before. */
const penOf = async (names: Names, language: Language) => {
  const docx = await import('docx');
  const texts = textsOf(language);
  const words = edgeTextsOf(language).minutes;
  const organisation = (id: string) => names.organisations.find((o) => o.id === id)?.name ?? words.unknown;
  const member = (id: string) => names.members.find((m) => m.id === id)?.name ?? words.unknown;

  /** Lines stay lines. */
  const runs = (text: string, more: object = {}) =>
    clean(text)
      .split(/\r\n|\r|\n/)
      .map((part, n) => new docx.TextRun({ text: part, ...(n > 0 ? { break: 1 } : {}), ...more }));
  const line = (text: string, more: object = {}): Paragraph =>
    new docx.Paragraph({ children: runs(text, more), spacing: { after: 120 } });
  const heading = (text: string, level: 1 | 2 | 3): Paragraph =>
    new docx.Paragraph({
      children: runs(text),
      keepNext: true,
      heading: ([docx.HeadingLevel.HEADING_1, docx.HeadingLevel.HEADING_2, docx.HeadingLevel.HEADING_3] as const)[
        level - 1
      ] as (typeof docx.HeadingLevel)['HEADING_1'],
    });
  const fact = (name: string, value: string): Paragraph =>
    new docx.Paragraph({
      children: [...runs(`${name}: `, { bold: true }), ...runs(value)],
      spacing: { after: 40 },
    });

  const cell = (text: string, n: number, head = false) =>
    new docx.TableCell({
      width: { size: columns[n] ?? 0, type: docx.WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      ...(head ? { shading: { type: docx.ShadingType.CLEAR, fill: pale, color: 'auto' } } : {}),
      children: [new docx.Paragraph({ children: runs(text, head ? { bold: true } : {}) })],
    });
  const row = (cells: readonly string[], head = false) =>
    new docx.TableRow({ tableHeader: head, cantSplit: true, children: cells.map((text, n) => cell(text, n, head)) });
  const table = (actions: DecisionView['actions']): Table =>
    new docx.Table({
      columnWidths: columns,
      width: { size: width, type: docx.WidthType.DXA },
      rows: [
        row([words.what, words.who, words.by], true),
        ...actions.map((a) =>
          row([
            `${texts.actionTitle[a.title]}${a.detail ? `\n${a.detail}` : ''}`,
            `${organisation(a.organisation)}${a.owner ? `\n${member(a.owner)}` : ''}`,
            showDay(texts, a.due),
          ]),
        ),
      ],
    });

  const correction = (c: CorrectionView): Paragraph =>
    line(
      `${words.correction(
        showDay(texts, c.answeredOn ?? c.on),
        `${member(c.member)} (${organisation(c.organisation)})`,
      )} ${c.text}`,
    );

  const decision = (d: DecisionView, title: string): readonly FileChild[] => [
    heading(title, 2),
    line(d.conclusion ?? (d.notReached ? words.notReached : words.noConclusion)),
    ...(d.nextReview ? [line(words.review(showDay(texts, d.nextReview)))] : []),
    heading(words.actions, 3),
    ...(d.actions.length > 0 ? [table(d.actions)] : [line(words.noActions)]),
    ...(accepted(d).length > 0 ? [heading(words.corrections, 3), ...accepted(d).map(correction)] : []),
  ];

  const statusOf = (d: Pick<DecisionView, 'state' | 'correctionsUntil' | 'finalOn'>): string =>
    d.state === 'MINUTES_FINAL' && d.finalOn
      ? words.final(showDay(texts, d.finalOn))
      : d.state === 'MINUTES_DRAFT' && d.correctionsUntil
        ? words.draft(showDay(texts, d.correctionsUntil))
        : words.closed;

  const margins = (left: string): Pick<ISectionOptions, 'headers' | 'footers'> => {
    const tabs = { tabStops: [{ type: docx.TabStopType.RIGHT, position: width }] };
    const small = { size: 18, color: '444444' };
    return {
      headers: {
        default: new docx.Header({
          children: [
            new docx.Paragraph({ ...tabs, children: runs(`${left}\t${words.confidential}`, { ...small, bold: true }) }),
          ],
        }),
      },
      footers: {
        default: new docx.Footer({
          children: [
            new docx.Paragraph({
              ...tabs,
              children: [
                new docx.TextRun({
                  ...small,
                  children: ['Buurtrust\t', words.page, docx.PageNumber.CURRENT, words.of, docx.PageNumber.TOTAL_PAGES],
                }),
              ],
            }),
          ],
        }),
      },
    };
  };

  const face = (size: number, before: number) => ({
    run: { size, bold: true, color: ink, font: 'Calibri' },
    paragraph: { spacing: { before, after: 100 } },
  });
  const write = (title: string, header: string, children: readonly FileChild[]): Promise<Buffer> =>
    docx.Packer.toBuffer(
      new docx.Document({
        title,
        creator: 'Buurtrust',
        lastModifiedBy: 'Buurtrust',
        description: words.confidential,
        styles: {
          default: {
            document: {
              run: { font: 'Calibri', size: 22, language: { value: texts.locale } },
              paragraph: { spacing: { line: 276 } },
            },
            heading1: face(36, 0),
            heading2: face(28, 360),
            heading3: face(24, 200),
          },
        },
        sections: [
          {
            properties: {
              page: {
                size: { width: 11906, height: 16838 },
                margin: { top: 1400, bottom: 1134, left: margin, right: margin },
              },
            },
            ...margins(header),
            children: [heading(title, 1), ...children],
          },
        ],
      }),
    );

  return { texts, words, member, line, fact, decision, statusOf, write };
};

/** `besluitenlijst-WK-2026-12-04.docx` */
export const minutesPaper = async (view: MinutesView, names: Names, language: Language): Promise<Paper> => {
  const { texts, words, member, line, fact, decision, statusOf, write } = await penOf(names, language);
  const on = dayOf(view.start);
  const status = statusOf(view);
  const hidden = view.items - view.decisions.length;
  const content = await write(
    words.title(view.name),
    [view.name, showDay(texts, on), ...(words.mark[view.state] ? [words.mark[view.state]] : [])].join(' · '),
    [
      fact(words.status, status),
      fact(words.when, showInstant(texts, view.start)),
      fact(words.where, texts.place[view.place]),
      fact(words.chair, member(view.chair)),
      ...presences.flatMap((is) => {
        const who = view.attendance.filter((a) => a.is === is).map((a) => member(a.member));
        return who.length > 0 ? [fact(words.attendance[is], who.join(', '))] : [];
      }),
      ...(hidden > 0 ? [line(words.hidden(hidden))] : []),
      ...view.decisions.flatMap((d) => decision(d, d.case)),
    ],
  );
  return { name: `${words.file}-${view.network}-${on}.docx`, content };
};

/** `besluiten-WO-WK-2026-014.docx`: what all meetings decided about one case. */
export const decisionsPaper = async (view: CaseDecisions, names: Names, language: Language): Promise<Paper> => {
  const { texts, words, line, decision, statusOf, write } = await penOf(names, language);
  const content = await write(
    words.titleOfCase(view.number),
    `${view.name} · ${view.number}`,
    view.decisions.length === 0
      ? [line(words.noDecisions)]
      : view.decisions.flatMap((d) => {
          const [title, ...rest] = decision(d, words.meetingOn(showDay(texts, dayOf(d.start))));
          return [...(title ? [title] : []), line(statusOf(d)), ...rest];
        }),
  );
  return { name: `${words.fileOfCase}-${view.number}.docx`, content };
};
