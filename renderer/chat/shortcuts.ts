// Every key the window listens to, in the words of the shortcuts dialog. `docs/keyboard.md` lists the same.
import { modifierName } from './platform-keys.ts';

export interface ShortcutGroup {
  title: string;
  shortcuts: { keys: string[]; does: string }[];
}

export const shortcutGroups: ShortcutGroup[] = [
  {
    title: 'Anywhere',
    shortcuts: [
      { keys: [`${modifierName}+N`, 'Alt+N'], does: 'New chat (browsers keep the first for themselves)' },
      { keys: [`${modifierName}+K`], does: 'Search chats' },
      { keys: [`${modifierName}+F`], does: 'Find in this chat (again: the browser’s own search)' },
      { keys: ['F3', 'Shift+F3'], does: 'Next or previous match' },
      { keys: ['Alt+T'], does: 'Go to a turn' },
      { keys: ['Alt+C'], does: 'Compare the answers of the focused turn, or of the latest' },
      { keys: [`${modifierName}+B`], does: 'Show or hide the chat list' },
      { keys: [`${modifierName}+Enter`, '/'], does: 'Go to the prompt' },
      { keys: [`${modifierName}+.`], does: 'Stop all answers' },
      { keys: ['Alt+A'], does: 'Add column' },
      { keys: [`${modifierName}+E`], does: 'Export' },
      { keys: [`${modifierName}+Shift+K`], does: 'Connections' },
      { keys: [`${modifierName}+,`], does: 'Settings' },
      { keys: ['?'], does: 'These shortcuts' },
    ],
  },
  {
    title: 'Prompt',
    shortcuts: [
      { keys: ['Enter'], does: 'Send to all columns' },
      { keys: ['Shift+Enter'], does: 'Break the line' },
      { keys: ['Alt+↑'], does: 'Go to the latest answers' },
    ],
  },
  {
    title: 'Answers',
    shortcuts: [
      { keys: ['Alt+←', 'Alt+→'], does: 'Previous or next column' },
      { keys: ['Alt+↑', 'Alt+↓'], does: 'Previous or next turn' },
      { keys: ['End'], does: 'Jump to the latest and follow it' },
      { keys: ['C'], does: 'Copy the focused answer' },
      { keys: ['R'], does: 'Retry it' },
      { keys: ['S'], does: 'Stop it' },
      { keys: ['I'], does: 'Open its run record' },
      { keys: ['F'], does: 'Read it alone, without the other columns' },
      { keys: ['←', '→'], does: 'Walk through focused measures' },
    ],
  },
  {
    title: 'Comparison',
    shortcuts: [
      { keys: ['R', 'D', 'M'], does: 'Read, differences, agreement map' },
      { keys: ['L'], does: 'Reading: scroll together, or each column on its own' },
      { keys: ['1–9', 'F'], does: 'Reading: one column alone, by its number or where the focus is' },
      { keys: ['←', '→'], does: 'Reading: the next column alone' },
      { keys: ['0', 'Esc'], does: 'Reading: all columns again' },
      { keys: ['N', 'P'], does: 'Differences: next or previous' },
      { keys: ['↑', '↓', '←', '→'], does: 'Agreement: other sentences, and partners in other columns' },
      { keys: ['Enter'], does: 'Agreement: bring the partners of a sentence into view' },
    ],
  },
  {
    title: 'Columns',
    shortcuts: [
      { keys: ['Alt+Shift+←', 'Alt+Shift+→'], does: 'Move the focused column' },
      { keys: ['←', '→'], does: 'On the edge of a column: make it narrower or wider' },
      { keys: ['Enter'], does: 'On the edge of a column: share the width equally' },
    ],
  },
  {
    title: 'Chat list',
    shortcuts: [
      { keys: ['↑', '↓'], does: 'Previous or next chat' },
      { keys: ['F2'], does: 'Rename' },
      { keys: ['Delete'], does: 'Delete, with undo' },
    ],
  },
];
