// The way of one request through the loopback server: the gate, then a file, or a session and a route. Deny by default:
// what is not a known file and has no session ends here.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isWorkerFile, pagePolicy, workerPolicy } from '../../shared/page-policy.ts';
import { admit, type Refusal } from './admit.ts';
import { readBody } from './read-body.ts';
import { openPaths, type Route, sendJson, unknownMethod } from './routes.ts';
import { securityHeaders } from './security-headers.ts';
import type { Sessions } from './sessions.ts';
import type { StaticFiles } from './static-files.ts';
import type { Throttle } from './throttle.ts';

export interface RequestParts {
  hosts: ReadonlySet<string>;
  files: StaticFiles;
  routes: ReadonlyMap<string, Route>;
  sessions: Sessions;
  throttle: Throttle;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const refuse = (response: ServerResponse, { status, sentence }: Refusal): void => {
  // What the client may still be sending is not read, so the connection cannot be used again.
  response.setHeader('connection', 'close');
  sendJson(response, status, { error: sentence });
};

const missing: Refusal = { status: 404, sentence: 'There is nothing here.' };

/** Names with a content hash never change their content. */
const isHashed = (path: string): boolean => /^assets\//.test(path);

const sendFile = async (
  files: StaticFiles,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const [path = '/'] = (request.url ?? '/').split('?');
  const file = await files.find(path === '/' ? 'index.html' : path.slice(1));
  if (file === undefined) return refuse(response, missing);
  const content = await file.read();
  response.writeHead(200, {
    ...securityHeaders,
    'content-security-policy': isWorkerFile(file.path) ? workerPolicy : pagePolicy("'self'"),
    'content-type': file.mediaType,
    'content-length': content.byteLength,
    ...(isHashed(file.path) ? { 'cache-control': 'private, max-age=31536000, immutable' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : content);
};

const bearer = (request: IncomingMessage): string | undefined =>
  /^Bearer ([\w-]{1,200})$/.exec(request.headers.authorization ?? '')?.[1];

export const createHandleRequest = ({ hosts, files, routes, sessions, throttle }: RequestParts): Handle => {
  /** Answers a caller who has no session; slower the more of them come. */
  const turnAway = async (response: ServerResponse, refusal: Refusal): Promise<void> => {
    if ((await throttle.refuse()) === 'drop') response.destroy();
    else refuse(response, refusal);
  };

  return async (request, response) => {
    const { method = '', url = '', httpVersion, headers, rawHeaders } = request;
    const refusal = admit({ method, url, httpVersion, headers, rawHeaders }, hosts);
    if (refusal !== undefined) return refuse(response, refusal);

    if (method === 'GET' || method === 'HEAD') {
      if (!routes.has(url)) return await sendFile(files, request, response);
      response.setHeader('allow', 'POST');
      return refuse(response, { status: 405, sentence: 'This is asked with POST.' });
    }
    if (method !== 'POST') {
      response.setHeader('allow', 'GET, HEAD, POST');
      return refuse(response, { status: 405, sentence: 'Collate does not know this way of asking.' });
    }

    const isOpen = openPaths.has(url);
    const token = bearer(request);
    if (!isOpen && (token === undefined || !sessions.admits(token)))
      return await turnAway(response, {
        status: 401,
        sentence: 'This needs a session: open the link Collate printed.',
      });
    const route = routes.get(url);
    if (route === undefined)
      return url.startsWith('/api/') ? sendJson(response, 404, unknownMethod) : refuse(response, missing);
    if (!/^application\/json(;\s*charset=utf-8)?$/i.test(headers['content-type'] ?? ''))
      return refuse(response, { status: 415, sentence: 'Only JSON is taken.' });
    const body = await readBody(request, route.maxBodyBytes);
    if ('refusal' in body) return refuse(response, body.refusal);
    await route.answer(body.value, response);
  };
};
