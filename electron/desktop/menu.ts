// The application menu and the context menu, by roles alone: the system gives them their words, keys and behaviour.
import {
  app,
  type BrowserWindow,
  type ContextMenuParams,
  Menu,
  type MenuItemConstructorOptions,
} from 'electron';

const role = (name: NonNullable<MenuItemConstructorOptions['role']>): MenuItemConstructorOptions => ({
  role: name,
});
const separator: MenuItemConstructorOptions = { type: 'separator' };

export const installMenu = (): void => {
  const development = app.isPackaged ? [] : [role('reload'), role('toggleDevTools'), separator];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [role('appMenu')] : []),
      role('fileMenu'),
      role('editMenu'),
      {
        label: 'View',
        submenu: [
          ...development,
          role('resetZoom'),
          role('zoomIn'),
          role('zoomOut'),
          separator,
          role('togglefullscreen'),
        ],
      },
      role('windowMenu'),
    ]),
  );
};

/** What a person expects under the second mouse button; Electron has none of its own. */
export const showContextMenu = (
  window: BrowserWindow,
  { editFlags, isEditable, selectionText }: ContextMenuParams,
): void => {
  const items = isEditable
    ? [
        { ...role('undo'), enabled: editFlags.canUndo },
        { ...role('redo'), enabled: editFlags.canRedo },
        separator,
        { ...role('cut'), enabled: editFlags.canCut },
        { ...role('copy'), enabled: editFlags.canCopy },
        { ...role('paste'), enabled: editFlags.canPaste },
        role('selectAll'),
      ]
    : selectionText === ''
      ? []
      : [role('copy')];
  if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
};
