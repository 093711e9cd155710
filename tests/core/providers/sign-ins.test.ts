import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../electron/core/providers/provider.ts';
import type { Grant, SignIn, SignInRequest } from '../../../electron/core/providers/sign-in/grant.ts';
import { createSignIns } from '../../../electron/core/providers/sign-in/sign-ins.ts';
import { type ConnectionId, newId } from '../../../shared/id.ts';
import { testNetwork } from '../../helpers/test-network.ts';

const hour = 3_600_000;
const request: SignInRequest = { settings: {}, stored: undefined, region: undefined, scope: 'scope' };

/** A way to sign in whose every use waits to be answered. */
const createFakeWay = () => {
  const uses: {
    request: SignInRequest;
    signal: AbortSignal;
    answer(grant: Grant): void;
    refuse(error: Error): void;
  }[] = [];
  const way: SignIn = (asked, { signal }) =>
    new Promise((answer, refuse) => uses.push({ request: asked, signal, answer, refuse }));
  const signIns = createSignIns(
    { 'entra-cli': way, 'entra-app': way },
    { send: testNetwork.fetch, check: testNetwork.check, environment: {} },
  );
  return { uses, signIns };
};

const token = (name: string, leftMs: number): Grant => ({
  secret: { token: name },
  expiresAt: Date.now() + leftMs,
});

describe('what signing in gave', () => {
  it('serves all who wait at the same time, and later requests until it is about to end', async () => {
    const { uses, signIns } = createFakeWay();
    const id = newId<ConnectionId>();
    const waiting = [1, 2, 3, 4, 5, 6].map(() => signIns.grant(id, 'entra-cli', request));
    expect(uses).toHaveLength(1);
    uses[0]?.answer(token('one', hour));
    expect((await Promise.all(waiting)).map(({ secret }) => secret.token)).toEqual(Array(6).fill('one'));
    expect((await signIns.grant(id, 'entra-cli', request)).secret.token).toBe('one');
    expect(uses).toHaveLength(1);
  });

  it('is asked for again when it ends within five minutes, or does not say when', async () => {
    for (const grant of [token('short', 4 * 60_000), { secret: { token: 'endless' } }]) {
      const { uses, signIns } = createFakeWay();
      const id = newId<ConnectionId>();
      const first = signIns.grant(id, 'entra-cli', request);
      uses[0]?.answer(grant);
      expect((await first).secret).toEqual(grant.secret);
      const second = signIns.grant(id, 'entra-cli', request);
      expect(uses).toHaveLength(2);
      uses[1]?.answer(token('long', hour));
      expect((await second).secret.token).toBe('long');
    }
  });

  it('is not used for another connection, another secret, other settings or another scope', async () => {
    const { uses, signIns } = createFakeWay();
    const id = newId<ConnectionId>();
    const stored = { clientSecret: 'one' };
    const asks: [ConnectionId, SignInRequest][] = [
      [id, { ...request, stored }],
      [newId<ConnectionId>(), { ...request, stored }],
      [id, { ...request, stored: { clientSecret: 'two' } }],
      [id, { ...request, stored, settings: { tenant: 'other' } }],
      [id, { ...request, stored, scope: 'other' }],
    ];
    for (const [index, [connectionId, asked]] of asks.entries()) {
      const grant = signIns.grant(connectionId, 'entra-app', asked);
      uses[index]?.answer(token(`token-${index}`, hour));
      expect((await grant).secret.token).toBe(`token-${index}`);
    }
  });

  it('is asked for anew once an endpoint refused it', async () => {
    const { uses, signIns } = createFakeWay();
    const id = newId<ConnectionId>();
    const first = signIns.grant(id, 'entra-cli', request);
    uses[0]?.answer(token('revoked', hour));
    await first;
    signIns.forget(id);
    const second = signIns.grant(id, 'entra-cli', request);
    uses[1]?.answer(token('fresh', hour));
    expect((await second).secret.token).toBe('fresh');
  });
});

describe('a sign-in under way', () => {
  it('goes on while anybody waits for it, and ends with the last', async () => {
    const { uses, signIns } = createFakeWay();
    const id = newId<ConnectionId>();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = signIns.grant(id, 'entra-cli', request, one.signal);
    const second = signIns.grant(id, 'entra-cli', request, other.signal);
    one.abort();
    await expect(first).rejects.toBe(one.signal.reason);
    expect(uses[0]?.signal.aborted).toBe(false);
    other.abort();
    await expect(second).rejects.toBe(other.signal.reason);
    expect(uses[0]?.signal.aborted).toBe(true);
  });

  it('that was given up is not joined, and what it gives too late is not kept', async () => {
    const { uses, signIns } = createFakeWay();
    const id = newId<ConnectionId>();
    const stop = new AbortController();
    const given = signIns.grant(id, 'entra-cli', request, stop.signal);
    stop.abort();
    await expect(given).rejects.toBe(stop.signal.reason);
    uses[0]?.answer(token('late', hour));
    const next = signIns.grant(id, 'entra-cli', request);
    expect(uses).toHaveLength(2);
    uses[1]?.answer(token('asked for', hour));
    expect((await next).secret.token).toBe('asked for');
  });

  it('that fails tells everybody why, and the next request tries again', async () => {
    const { uses, signIns } = createFakeWay();
    const id = newId<ConnectionId>();
    const refused = new ProviderError({ kind: 'auth', message: 'No.' });
    const waiting = [1, 2].map(() => signIns.grant(id, 'entra-cli', request));
    uses[0]?.refuse(refused);
    expect(
      (await Promise.allSettled(waiting)).map((each) => each.status === 'rejected' && each.reason),
    ).toEqual([refused, refused]);
    const again = signIns.grant(id, 'entra-cli', request);
    uses[1]?.answer(token('two', hour));
    expect((await again).secret.token).toBe('two');
  });
});
