// The typed face over a transport: one function per row of the contract.
import { type Api, type Method, methods } from './api.ts';
import type { Failure } from './failure.ts';
import type { Transport } from './transport.ts';

/** The only error a call of the API rejects with. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

export const createApi = (transport: Transport): Api => {
  const call = (method: Method) => async (input: unknown) => {
    const reply = await transport.call(method, input);
    if (!reply.ok) throw new ApiError(reply.failure);
    return reply.value;
  };
  return Object.fromEntries(
    (Object.keys(methods) as Method[]).map((method) => [method, call(method)]),
  ) as Api;
};
