// One message as each wire format writes it: its attachments, then its text, as the vendors recommend. A message without
// attachments stays as plain as the format allows. Knows nothing of requests, models and connections.

import { fence } from '../../../shared/markdown/fence.ts';
import type { Quirks } from '../../../shared/vendors.ts';
import { type Attachment, refuseAttachment } from './attachments.ts';
import type { Message } from './provider.ts';

const base64 = (data: Uint8Array): string =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');

const dataUrl = (mediaType: string, data: Uint8Array): string => `data:${mediaType};base64,${base64(data)}`;

const pdfType = 'application/pdf';

/** A text file for formats without a place for one: named, and between fences it cannot leave. */
const inWords = ({ name, text }: { name: string; text: string }): string => `${name}:\n\n${fence(text)}`;

/** What follows the attachments; a prompt may consist of them alone. */
const textOf = <Part>(text: string, part: (text: string) => Part): Part[] =>
  text === '' ? [] : [part(text)];

/** Chat Completions: `image_url` and, where the vendor's row says so, `file`. */
export const chatContent = ({ text, attachments = [] }: Message, quirks: Quirks): unknown => {
  if (attachments.length === 0) return text;
  const part = (words: string): unknown => ({ type: 'text', text: words });
  const attached = (attachment: Attachment): unknown => {
    switch (attachment.type) {
      case 'image':
        return {
          type: 'image_url',
          image_url: { url: dataUrl(attachment.mediaType, attachment.data) },
        };
      case 'pdf':
        if (quirks.takesPdf !== true) throw refuseAttachment(attachment, 'this connection');
        return {
          type: 'file',
          file: { filename: attachment.name, file_data: dataUrl(pdfType, attachment.data) },
        };
      case 'text':
        return part(inWords(attachment));
    }
  };
  return [...attachments.map(attached), ...textOf(text, part)];
};

/** Responses: every part is named by who wrote it. */
export const responsesContent = ({ role, text, attachments = [] }: Message): unknown[] => {
  const part = (words: string): unknown => ({
    type: role === 'user' ? 'input_text' : 'output_text',
    text: words,
  });
  const attached = (attachment: Attachment): unknown => {
    switch (attachment.type) {
      case 'image':
        return {
          type: 'input_image',
          image_url: dataUrl(attachment.mediaType, attachment.data),
          detail: 'auto',
        };
      case 'pdf':
        return {
          type: 'input_file',
          filename: attachment.name,
          file_data: dataUrl(pdfType, attachment.data),
        };
      case 'text':
        return part(inWords(attachment));
    }
  };
  return attachments.length === 0 ? [part(text)] : [...attachments.map(attached), ...textOf(text, part)];
};

/** Messages: images and documents; text files are documents too. */
export const anthropicContent = ({ text, attachments = [] }: Message): unknown => {
  if (attachments.length === 0) return text;
  const source = (mediaType: string, data: Uint8Array): unknown => ({
    type: 'base64',
    media_type: mediaType,
    data: base64(data),
  });
  const attached = (attachment: Attachment): unknown => {
    switch (attachment.type) {
      case 'image':
        return { type: 'image', source: source(attachment.mediaType, attachment.data) };
      case 'pdf':
        return { type: 'document', source: source(pdfType, attachment.data), title: attachment.name };
      case 'text':
        return {
          type: 'document',
          // The format knows this one type for all text.
          source: { type: 'text', media_type: 'text/plain', data: attachment.text },
          title: attachment.name,
        };
    }
  };
  return [...attachments.map(attached), ...textOf(text, (words) => ({ type: 'text', text: words }))];
};

/** Converse takes letters, digits, single spaces and a few marks in a document's name, and no name twice in a message. */
const converseName = (name: string, index: number): string => {
  const plain = name
    .replace(/[^\p{L}\p{N}\-()[\]\s]/gu, ' ')
    .replace(/[^\x20-\x7e]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 150);
  return `${plain === '' ? 'Document' : plain} (${index + 1})`;
};

const converseTextFormats: Readonly<Record<string, string>> = {
  'text/csv': 'csv',
  'text/html': 'html',
  'text/markdown': 'md',
};

/** What Converse demands beside a document. */
const onlyDocuments = 'See the attached documents.';

/** Converse: raw bytes, which its SDK encodes. */
export const converseContent = ({ text, attachments = [] }: Message): unknown[] => {
  const attached = (attachment: Attachment, index: number): unknown => {
    switch (attachment.type) {
      case 'image':
        return {
          image: { format: attachment.mediaType.slice('image/'.length), source: { bytes: attachment.data } },
        };
      case 'pdf':
        return {
          document: {
            format: 'pdf',
            name: converseName(attachment.name, index),
            source: { bytes: attachment.data },
          },
        };
      case 'text':
        return {
          document: {
            format: converseTextFormats[attachment.mediaType] ?? 'txt',
            name: converseName(attachment.name, index),
            source: { bytes: new TextEncoder().encode(attachment.text) },
          },
        };
    }
  };
  const words = text === '' && attachments.some(({ type }) => type !== 'image') ? onlyDocuments : text;
  return attachments.length === 0
    ? [{ text }]
    : [...attachments.map(attached), ...textOf(words, (part) => ({ text: part }))];
};

/** Gemini: inline data of any kind it can read. */
export const geminiParts = ({
  text,
  attachments = [],
}: Message): ({ text: string } | { inlineData: { mimeType: string; data: string } })[] => {
  const attached = (attachment: Attachment) => {
    if (attachment.type === 'text') return { text: inWords(attachment) };
    const mimeType = attachment.type === 'pdf' ? pdfType : attachment.mediaType;
    return { inlineData: { mimeType, data: base64(attachment.data) } };
  };
  return attachments.length === 0
    ? [{ text }]
    : [...attachments.map(attached), ...textOf(text, (part) => ({ text: part }))];
};

/** Cohere's Chat: images for its models that see; it reads no PDF. */
export const cohereContent = ({ text, attachments = [] }: Message): unknown => {
  if (attachments.length === 0) return text;
  const part = (words: string): unknown => ({ type: 'text', text: words });
  const attached = (attachment: Attachment): unknown => {
    switch (attachment.type) {
      case 'image':
        return { type: 'image_url', image_url: { url: dataUrl(attachment.mediaType, attachment.data) } };
      case 'pdf':
        throw refuseAttachment(attachment, 'Cohere’s own format');
      case 'text':
        return part(inWords(attachment));
    }
  };
  return [...attachments.map(attached), ...textOf(text, part)];
};
