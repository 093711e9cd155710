// Sets every fuse of the packaged Electron binary, strictly: a fuse that a newer Electron adds stops the build until someone decides.
// Called by electron-builder after packing and before signing; the decisions are in electron-builder.yml.
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

/**
 * From electron-builder's keys to the positions in the fuse wire. A decision that is missing stops the build.
 * @param {import('app-builder-lib').FuseOptionsV1} fuses
 * @returns {Record<FuseV1Options, boolean>}
 */
const wire = (fuses) => {
  /** @param {keyof import('app-builder-lib').FuseOptionsV1} key */
  const decided = (key) => {
    const value = fuses[key];
    if (value === undefined) throw new Error(`electron-builder.yml decides nothing about the fuse ${key}.`);
    return value;
  };
  return {
    [FuseV1Options.RunAsNode]: decided('runAsNode'),
    [FuseV1Options.EnableCookieEncryption]: decided('enableCookieEncryption'),
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: decided('enableNodeOptionsEnvironmentVariable'),
    [FuseV1Options.EnableNodeCliInspectArguments]: decided('enableNodeCliInspectArguments'),
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: decided('enableEmbeddedAsarIntegrityValidation'),
    [FuseV1Options.OnlyLoadAppFromAsar]: decided('onlyLoadAppFromAsar'),
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: decided('loadBrowserProcessSpecificV8Snapshot'),
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: decided('grantFileProtocolExtraPrivileges'),
    // The default, stated because strictness asks for it: out-of-bounds reads of WebAssembly trap in hardware.
    [FuseV1Options.WasmTrapHandlers]: true,
  };
};

/**
 * @param {import('app-builder-lib').AfterPackContext} context
 * @returns {string} The file or bundle that holds the fuse wire.
 */
const binaryIn = ({ appOutDir, electronPlatformName, packager }) => {
  if (electronPlatformName === 'linux')
    return join(appOutDir, /** @type {import('app-builder-lib').LinuxPackager} */ (packager).executableName);
  const extension = electronPlatformName === 'win32' ? '.exe' : '.app';
  return join(appOutDir, `${packager.appInfo.productFilename}${extension}`);
};

/** @param {import('app-builder-lib').AfterPackContext} context */
export const afterPack = async (context) => {
  const { electronFuses } = context.packager.config;
  if (electronFuses == null) throw new Error('electron-builder.yml has no electronFuses.');
  // Electron checks an archive's integrity on macOS and Windows only. electron-builder applies this same object once more after us.
  electronFuses.enableEmbeddedAsarIntegrityValidation = context.electronPlatformName !== 'linux';
  await flipFuses(binaryIn(context), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    ...wire(electronFuses),
  });
};
