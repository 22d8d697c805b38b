import base from './jest.config.js';

const [bot] = base.projects;
/** What Microsoft's Agents Playground can play: it is installed on demand, so it has a run of its own. */
export default { ...bot, roots: ['<rootDir>/bot'], testMatch: ['**/*.play.ts'], testTimeout: 120_000 };
