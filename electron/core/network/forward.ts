// Plain `http:` through an HTTP proxy: the proxy is handed the request itself, with the whole address, instead of being asked for a
// tunnel, which many refuse for it. Knows no sockets.
import type { Dispatcher } from 'undici';
import { proxyAuthorization, proxyRefusal } from './proxy-failure.ts';
import type { ProxyRoute, Route } from './route.ts';

export const forwards = (route: Route, protocol: string): route is ProxyRoute =>
  route.type === 'proxy' && route.protocol !== 'socks5' && protocol === 'http:';

type Handler = Dispatcher.DispatchHandler;

/** By its standard a fetch hides the status with which proxies ask for a password; it is told as what it is before that. */
const watchingFor407 = (handler: Handler, route: ProxyRoute, target: string): Handler =>
  Object.assign(Object.create(handler) as Handler, {
    onResponseStart(this: Handler, ...facts: Parameters<NonNullable<Handler['onResponseStart']>>) {
      const [controller, status] = facts;
      const refusal = status === 407 ? proxyRefusal(route, status, target) : undefined;
      if (refusal === undefined) handler.onResponseStart?.apply(this, facts);
      else controller.abort(refusal);
    },
  });

/** An interceptor for an agent whose sockets lead to the proxy. */
export const forward =
  (route: ProxyRoute): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (request, handler) => {
    const authorization = proxyAuthorization(route);
    const origin = String(request.origin);
    const headers = {
      ...(request.headers as Record<string, string>),
      ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
    };
    const watched = watchingFor407(handler, route, new URL(origin).host);
    return dispatch({ ...request, path: `${origin}${request.path}`, headers }, watched);
  };
