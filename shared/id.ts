// The identities of things: UUIDv7 strings, branded so that one kind cannot stand for another.
// Ids are made where a thing is first named (mostly the renderer), so that a command can be repeated safely.
import { v7 } from 'uuid';
import { z } from './zod.ts';

export const chatIdSchema = z.uuid().brand<'ChatId'>();
export const turnIdSchema = z.uuid().brand<'TurnId'>();
export const columnIdSchema = z.uuid().brand<'ColumnId'>();
export const answerIdSchema = z.uuid().brand<'AnswerId'>();
export const connectionIdSchema = z.uuid().brand<'ConnectionId'>();

export type ChatId = z.infer<typeof chatIdSchema>;
export type TurnId = z.infer<typeof turnIdSchema>;
export type ColumnId = z.infer<typeof columnIdSchema>;
export type AnswerId = z.infer<typeof answerIdSchema>;
export type ConnectionId = z.infer<typeof connectionIdSchema>;

/** A new time-ordered id. The caller says by the type it assigns to what the id names. */
export const newId = <Id extends ChatId | TurnId | ColumnId | AnswerId | ConnectionId>(): Id => v7() as Id;
