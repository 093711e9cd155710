// The contract, declared once: every call a renderer can make, with its input. Validation, the allow-list, the HTTP
// routes and the client are all derived from this table. Commands return nothing; what they change arrives as events.
import { columnSchema, maxColumns, parametersSchema } from './chat.ts';
import { connectionSchema as connection, secretFieldsSchema } from './connection.ts';
import type { ConnectionActivity } from './connection-activity.ts';
import {
  answerIdSchema as answerId,
  chatIdSchema as chatId,
  columnIdSchema as columnId,
  connectionIdSchema as connectionId,
  turnIdSchema as turnId,
} from './id.ts';
import { modelRefSchema, namedModelSchema, refusalSchema } from './model.ts';
import type { CertificateFact, ProxyProtocol } from './network.ts';
import { ownPriceSchema } from './price.ts';
import type { RunRecord } from './run-record.ts';
import { settingsPatchSchema } from './settings.ts';
import type { Snapshot } from './state.ts';
import { z } from './zod.ts';

/** One place where a search found something. `snippet` is text in pieces; the matching ones are marked. */
export interface SearchHit {
  chatId: z.infer<typeof chatId>;
  chatTitle: string;
  turnId: z.infer<typeof turnId>;
  /** Absent when the prompt matched. */
  answerId?: z.infer<typeof answerId>;
  modelLabel?: string;
  snippet: { text: string; isMatch: boolean }[];
  at: number;
}

/** The way a request to one address would go. `proxy`: host and port. */
export type RouteFact = { via: 'direct' } | { via: 'proxy'; proxy: string; protocol: ProxyProtocol };

export const exportFormats = ['markdown', 'json', 'csv', 'html'] as const;

/** A file for the user to keep. Text is complete; the renderer hands it to the platform's save. */
export interface ExportFile {
  fileName: string;
  mediaType: string;
  text: string;
}

const command = <Input extends z.ZodType>(input: Input) => ({ kind: 'command' as const, input });
const query =
  <Output>() =>
  <Input extends z.ZodType>(input: Input) => ({ kind: 'query' as const, input, output: undefined as Output });

const nothing = z.strictObject({});
const isDistinct = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;
const title = z.string().trim().min(1).max(200);
const columnIndex = z.int().min(0).max(1000);
const passphrase = z.string().min(8, 'needs at least 8 characters').max(1000);

/** 20 MB of UTF-16: far above any context window, far below what a window can hold. */
export const maxPromptLength = 10_000_000;

/** Bytes of JSON that a carrier must let through: the longest prompt of ordinary text, up to three bytes a UTF-16 unit, and the rest of its call. */
export const maxInputBytes = 3 * maxPromptLength + 1_000_000;

export const methods = {
  getSnapshot: query<Snapshot>()(nothing),

  createChat: command(z.strictObject({ chatId, title, columns: z.array(columnSchema).max(maxColumns) })),
  openChat: command(z.strictObject({ chatId })),
  renameChat: command(z.strictObject({ chatId, title })),
  pinChat: command(z.strictObject({ chatId, isPinned: z.boolean() })),
  deleteChat: command(z.strictObject({ chatId })),
  restoreChat: command(z.strictObject({ chatId })),
  searchChats: query<SearchHit[]>()(
    z.strictObject({ query: z.string().max(1000), limit: z.int().min(1).max(200) }),
  ),
  exportChat: query<ExportFile>()(
    z.strictObject({ chatId, turnId: turnId.optional(), format: z.enum(exportFormats) }),
  ),

  addColumn: command(z.strictObject({ chatId, column: columnSchema, index: columnIndex })),
  changeColumn: command(
    z.strictObject({
      chatId,
      columnId,
      model: modelRefSchema.optional(),
      label: columnSchema.shape.label.optional(),
      parameters: parametersSchema.optional(),
      width: columnSchema.shape.width.unwrap().nullable().optional(),
    }),
  ),
  moveColumn: command(z.strictObject({ chatId, columnId, index: columnIndex })),
  removeColumn: command(z.strictObject({ chatId, columnId })),
  restoreColumn: command(z.strictObject({ chatId, columnId })),

  ask: command(
    z.strictObject({
      chatId,
      turnId,
      prompt: z
        .string()
        .max(maxPromptLength)
        .refine((prompt) => prompt.trim() !== '', 'is empty'),
      /** One per column that is to answer, with the id its answer will have. */
      answers: z
        .array(z.strictObject({ columnId, answerId }))
        .min(1)
        .max(64)
        .refine(
          (answers) =>
            isDistinct(answers.map((each) => each.answerId)) &&
            isDistinct(answers.map((each) => each.columnId)),
          'names a column or an answer twice',
        ),
    }),
  ),
  stopAnswer: command(z.strictObject({ chatId, answerId })),
  /** Stops every running answer of the chat. */
  stopChat: command(z.strictObject({ chatId })),
  /** Asks the column again; the earlier answer is kept. */
  retryAnswer: command(z.strictObject({ chatId, turnId, columnId, answerId })),
  getRunRecord: query<RunRecord>()(z.strictObject({ answerId })),

  saveConnection: command(z.strictObject({ connection })),
  removeConnection: command(z.strictObject({ connectionId })),
  restoreConnection: command(z.strictObject({ connectionId })),
  /** The only way a secret enters. Nothing reads one back. */
  setSecret: command(z.strictObject({ connectionId, fields: secretFieldsSchema })),
  forgetSecret: command(z.strictObject({ connectionId })),
  /** `modelId`: the model to try, where the endpoint does not say which there are. */
  testConnection: command(z.strictObject({ connectionId, modelId: modelRefSchema.shape.modelId.optional() })),
  stopConnectionTest: command(z.strictObject({ connectionId })),
  /** Undefined inside: nothing was answered yet. */
  getConnectionActivity: query<{ activity?: ConnectionActivity }>()(z.strictObject({ connectionId })),
  refreshModels: command(z.strictObject({ connectionId })),
  /** Keeps a typed id with its connection, and the model behind it; without one, the id itself says which it is. */
  nameModel: command(z.strictObject({ connectionId, named: namedModelSchema })),
  removeNamedModel: command(z.strictObject({ model: modelRefSchema })),
  /** Sends the parameter again from the next answer on, although the model refused it. */
  forgetRefusals: command(
    z.strictObject({ model: modelRefSchema, parameter: refusalSchema.shape.parameter.unwrap() }),
  ),
  findLocalServers: command(nothing),

  /** Opens a locked vault with its passphrase. */
  unlockVault: command(z.strictObject({ passphrase })),
  /** Protects the vault with a passphrase from now on, where there is no keychain. */
  setPassphrase: command(z.strictObject({ passphrase })),

  setOwnPrice: command(z.strictObject({ price: ownPriceSchema })),
  removeOwnPrice: command(z.strictObject({ model: modelRefSchema })),
  /** User name and password of the proxy, bound to the address in the settings. Nothing reads them back. */
  setProxyCredential: command(
    z.strictObject({ userName: z.string().max(255), password: z.string().min(1, 'is empty').max(255) }),
  ),
  forgetProxyCredential: command(nothing),
  /** Says what a PEM file holds, or `invalid_input` with the reason why it cannot be used. `path`: absolute. */
  checkCaFile: query<CertificateFact[]>()(z.strictObject({ path: z.string().trim().min(1).max(4096) })),
  findRoute: query<RouteFact>()(z.strictObject({ url: z.string().trim().min(1).max(2000) })),
  changeSettings: command(z.strictObject({ patch: settingsPatchSchema })),
  dismissNotice: command(z.strictObject({ id: z.string().max(100) })),
};

export type Methods = typeof methods;
export type Method = keyof Methods;
export type Input<Name extends Method> = z.infer<Methods[Name]['input']>;
export type Output<Name extends Method> = Methods[Name] extends { output: infer Value } ? Value : undefined;

/** The typed face of the contract; every call rejects with an `ApiError` and nothing else. */
export type Api = { [Name in Method]: (input: Input<Name>) => Promise<Output<Name>> };

export const isMethod = (name: unknown): name is Method =>
  typeof name === 'string' && Object.hasOwn(methods, name);
