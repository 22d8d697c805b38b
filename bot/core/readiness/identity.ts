/** Who we are to Microsoft, and what we may in the whole tenant. */
import { Refused } from '../ports.ts';
import { means, type Look } from './check.ts';
import { no, ok, unused } from './finding.ts';

/** The one right in the whole tenant that may be given. */
const optionalRight = 'TeamMember.ReadWriteNonOwnerRole.All';

export const identity: Look = async ({ probes, installation }) => {
  try {
    const { app, tenant } = await probes.botToken();
    return app === installation.botApp && tenant === installation.tenant
      ? ok
      : no('identity.other', { found: app, foundTenant: tenant });
  } catch (error) {
    return means(error, { 400: no('identity.none') });
  }
};

export const entra: Look = async ({ probes, installation }) => {
  try {
    const { app } = await probes.graphToken();
    return app === installation.tabApp ? ok : no('entra.app');
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code } = error;
    // learn.microsoft.com, "Microsoft Entra authentication and authorization error codes"
    if (/^AADSTS(70021|7002[1-9]\d)$/.test(code)) return no('entra.trust', { code });
    if (/^AADSTS(700016|7000229|7000112)$/.test(code)) return no('entra.app', { code });
    if (/^AADSTS(90002|900023|50020)$/.test(code)) return no('entra.tenant', { code });
    return no('entra.other', { code });
  }
};

export const rights: Look = async ({ probes }) => {
  const { roles } = await probes.graphToken();
  const more = roles.filter((role) => role !== optionalRight);
  if (more.length > 0) return no('rights.tooMany', { rights: more.join(', ') });
  return roles.includes(optionalRight) ? ok : unused('rights.addMembers');
};

export const graph: Look = ({ probes }) => probes.graph().then(() => ok);
