/** A Graph on a port of its own, with its token service and a workplace that talks to it. For tests. */
import express from 'express';
import { graphWorkplace } from '../../adapters/graph.ts';
import { audiences, localEntra } from '../entra.ts';
import { type Exchange, type GraphSeed, localGraph } from '../graph.ts';

const guid = (end: string) => `0b000000-0000-4000-8000-${end.padStart(12, '0')}`;
export const tenant = guid('1');
export const team = guid('20');
export const catalogApp = guid('ca');
/** two are in the team, `outsider` is only in the organisation, `stranger` is nobody */
export const [owner, colleague, outsider, stranger] = [guid('101'), guid('102'), guid('103'), guid('199')] as const;

const person = (id: string) => ({
  id,
  displayName: `Persoon ${id.slice(-3)}`,
  mail: `p${id.slice(-3)}@voorbeeldstad.example`,
});

const seed: GraphSeed = {
  users: [owner, colleague, outsider].map(person),
  teams: [{ id: team, displayName: 'Voorbeeldteam', owner, members: [colleague] }],
  catalogue: [{ id: catalogApp, displayName: 'Buurtrust' }],
};

/** One server and one token service for a whole test file; `begin` gives a Graph as new. */
export const startedGraph = async () => {
  const app = express();
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const baseUrl = `${origin}/local/graph`;
  const entra = await localEntra({
    baseUrl: `${origin}/local/entra`,
    tenants: [tenant],
    botAppId: guid('b0'),
    tabAppId: guid('f0'),
    serviceOrigins: [origin],
  });
  const admits = async (authorization: string | undefined) =>
    (await entra.checkAppToken(authorization, audiences.graph)) !== undefined;
  let current = express.Router();
  app.use('/local/entra', entra.router);
  app.use('/local/graph/v1.0', (request, response, next) => current(request, response, next));

  const begin = ({ pageSize = 100, timeout = 2_000 }: { pageSize?: number; timeout?: number } = {}) => {
    const exchanges: Exchange[] = [];
    const waits: number[] = [];
    const graph = localGraph({
      seed,
      appId: guid('f0'),
      admits,
      onExchange: (exchange) => void exchanges.push(exchange),
      pageSize,
    });
    current = graph.router;
    const workplace = graphWorkplace({
      credential: entra.graphCredential,
      baseUrl,
      timeout,
      wait: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
    });
    return { graph, workplace, exchanges, waits };
  };
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { begin, entra, baseUrl, tabApp: guid('f0'), close };
};
