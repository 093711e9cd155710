// What proxy the computer is set to use, found without a browser's help: the usual variables of the environment first, then the settings
// of macOS and Windows. PAC scripts are not run here. Decides nothing about it.
import { isBypassed } from '../../shared/network.ts';

type Environment = Readonly<Record<string, string | undefined>>;
/** As the settings of the system name it; `noProxy` are hosts reached directly. */
type SystemConfig = { proxyUrl: string; noProxy: string[] } | undefined;

const direct = 'DIRECT';

/** Lower case wins, as with curl. */
const read = (env: Environment, name: string): string | undefined =>
  [env[name.toLowerCase()], env[name]].find((value) => value !== undefined && value.trim() !== '')?.trim();

const portOf = ({ port, protocol }: URL): number =>
  port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);

/** The proxy the environment names for an address, `DIRECT` where it exempts it, undefined where it names none. */
export const proxyFromEnvironment = (env: Environment, address: string): string | undefined => {
  const url = new URL(address);
  const proxy = read(env, url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? read(env, 'ALL_PROXY');
  if (proxy === undefined) return undefined;
  const exceptions = (read(env, 'NO_PROXY') ?? '').split(/[\s,]+/);
  return isBypassed(exceptions, url.hostname, portOf(url)) ? direct : proxy;
};

const askSystem = async (): Promise<SystemConfig> => {
  const { getSystemProxy } = await import('os-proxy-config');
  return await getSystemProxy();
};

/** `platform` and `ask` are for tests. The reading of a system's settings may reject: the core then connects directly. */
export const createSystemProxy = (
  env: Environment,
  platform: NodeJS.Platform = process.platform,
  ask: () => Promise<SystemConfig> = askSystem,
): ((url: string) => Promise<string>) => {
  // The variables as they were at the start: nothing the process does to its environment changes the way out.
  const own = { ...env };
  return async (address) => {
    const named = proxyFromEnvironment(own, address);
    if (named !== undefined) return named;
    // Elsewhere the package would read the environment once more, by rules of its own.
    if (platform !== 'darwin' && platform !== 'win32') return direct;
    const config = await ask();
    if (config === undefined) return direct;
    const url = new URL(address);
    return isBypassed(config.noProxy, url.hostname, portOf(url)) ? direct : config.proxyUrl;
  };
};
