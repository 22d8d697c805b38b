/** Links carry ids only, never data (learn.microsoft.com, "Create deep links": at most 1900 characters). */
import type { Links } from '../cards/index.ts';

/** Into the tab inside Teams; `webUrl` for who has no Teams. */
export const teamsLinks = (appId: string, publicUrl: string): Links => {
  const to = (sub: string, query: Readonly<Record<string, string>>): string => {
    const web = `${publicUrl}/tab/?${new URLSearchParams(query).toString()}`;
    const context = JSON.stringify({ subEntityId: sub });
    return `https://teams.microsoft.com/l/entity/${appId}/home?webUrl=${encodeURIComponent(web)}&context=${encodeURIComponent(context)}`;
  };
  return {
    case: (network, number) => to(`case/${number}`, { network, page: 'case', id: number }),
    report: (network, number) => to(`case/${number}/report`, { network, page: 'case', id: number, part: 'report' }),
    meeting: (network, id) => to(`meeting/${id}`, { network, page: 'meeting', id }),
    minutes: (network, id) => to(`minutes/${id}`, { network, page: 'minutes', id }),
    poll: (network, id) => to(`poll/${id}`, { network, page: 'poll', id }),
    board: (network) => to(`board/${network}`, { network, page: 'board' }),
    away: (network) => to(`network/${network}/away`, { network, page: 'network', part: 'away' }),
    myActions: () => to('actions', { page: 'actions' }),
  };
};

/** Straight to the tab: the local run opens these beside the chat. */
export const plainLinks = (base: string): Links => {
  const to = (query: Readonly<Record<string, string>>): string =>
    `${base}/tab/?${new URLSearchParams(query).toString()}`;
  return {
    case: (network, number) => to({ network, page: 'case', id: number }),
    report: (network, number) => to({ network, page: 'case', id: number, part: 'report' }),
    meeting: (network, id) => to({ network, page: 'meeting', id }),
    minutes: (network, id) => to({ network, page: 'minutes', id }),
    poll: (network, id) => to({ network, page: 'poll', id }),
    board: (network) => to({ network, page: 'board' }),
    away: (network) => to({ network, page: 'network', part: 'away' }),
    myActions: () => to({ page: 'actions' }),
  };
};
