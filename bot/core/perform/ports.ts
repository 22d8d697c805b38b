/** What effects are carried out with. */
import type { Language } from '#domain/network.ts';
import type { Instant } from '#domain/time.ts';
import type { Directory } from '../directory.ts';
import type { Execute } from '../execute.ts';
import type { Conversations, Store, Workplace } from '../ports.ts';
import type { Show } from '../show.ts';
import type { Statistics } from '../statistics.ts';
import type { Drawings } from './drawings.ts';

/** What the municipality's tenant needs for a channel: our app in its catalogue, and where the tab lives. */
export type TabPlace = Readonly<{
  catalogAppId: string;
  contentUrl: (network: string) => string;
  websiteUrl: (network: string) => string;
}>;

export type PerformPorts = Readonly<{
  store: Store;
  execute: Execute;
  show: Show;
  directory: Directory;
  conversations: Conversations;
  workplace: Workplace;
  draw: Drawings;
  tab: TabPlace;
  statistics: Statistics;
  now: () => Instant;
  newId: () => string;
  /** the language of a network's channel */
  channelLanguage?: Language;
}>;
