/** The one window: each viewer gets their view and nothing else, and who read a file is written down first. */
import { showCases } from './show/cases.ts';
import { showClock } from './show/clock.ts';
import { showFiles } from './show/file.ts';
import { showHistory } from './show/history.ts';
import { showMeetings } from './show/meetings.ts';
import { showNetwork } from './show/network.ts';
import { showPolls } from './show/polls.ts';
import { makeRead, type WindowPorts } from './show/read.ts';

export type Show = ReturnType<typeof makeShow>;

export const makeShow = (ports: WindowPorts) => {
  const read = makeRead(ports);
  return {
    today: read.today,
    ...showCases(read),
    ...showFiles(read, ports),
    ...showHistory(read, ports),
    ...showMeetings(read, ports),
    ...showPolls(read, ports),
    ...showNetwork(read, ports),
    ...showClock(read, ports),
  };
};
