// What a person can put beside a prompt, and whether an endpoint can take it. Knows no format: how an attachment is written
// into a request stands in `message-content.ts`.
import { type ChatRequest, ProviderError } from './provider.ts';

/** The raster formats that every vendor with eyes takes. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;

export type Attachment =
  | { type: 'image'; name: string; mediaType: (typeof imageTypes)[number]; data: Uint8Array }
  | { type: 'pdf'; name: string; data: Uint8Array }
  /** A text file, decoded. `mediaType` says which kind: `text/plain`, `text/csv`, … */
  | { type: 'text'; name: string; mediaType: string; text: string };

const kindNames: Record<Attachment['type'], string> = { image: 'images', pdf: 'PDF files', text: 'files' };

/** Attachments are never dropped silently: an answer without them would look like one with them. */
export const refuseAttachment = (attachment: Attachment, who: string): ProviderError =>
  new ProviderError({
    kind: 'invalid_input',
    message: `“${attachment.name}” was not sent: ${who} takes no ${kindNames[attachment.type]}.`,
    field: 'attachments',
  });

/** Throws `invalid_input` when the endpoint itself has said that this model cannot take what is attached. Text it always can. */
export const checkAttachments = ({ messages, modelId, modelInfo }: ChatRequest): void => {
  const input = modelInfo?.input;
  if (input === undefined) return;
  for (const attachment of messages.flatMap((message) => message.attachments ?? []))
    if (attachment.type !== 'text' && !input.includes(attachment.type))
      throw refuseAttachment(attachment, modelInfo?.name ?? modelId);
};
