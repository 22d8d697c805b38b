import type { NextFunction, Request, Response } from 'express';

const loopback = (address = ''): boolean => /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address);

/**
 * Lets through who sits at this machine and nobody else: a loopback peer that also names this machine as the host.
 * The second half stops a web page whose own name was made to point at 127.0.0.1 (DNS rebinding). Refuses with 403.
 */
export const onlyHere = (request: Request, response: Response, next: NextFunction): void => {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (loopback(request.socket.remoteAddress) && ['localhost', '127.0.0.1', '[::1]'].includes(host)) next();
  else
    response.status(403).json({ error: { code: 'OnlyHere', message: 'This address answers on this machine only.' } });
};

/** Refuses with 415 what is not JSON: a form on another website can then send us nothing. */
export const onlyJson = (request: Request, response: Response, next: NextFunction): void => {
  if (request.is('application/json')) next();
  else response.status(415).json({ error: { code: 'OnlyJson', message: 'Send application/json.' } });
};
