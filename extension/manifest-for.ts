/**
 * The manifest, for Chromium and for Firefox. Pure; written out by `build/bundle-extension.ts`. SECURITY: no web_accessible_resources, so that
 * no page can ask whether the extension is there; no host is asked for but http and https; nothing remote.
 */
import { chromiumExtensionKey, firefoxExtensionId } from '../shared/browser-names.ts';
import { popupWords } from './words/popup-words.ts';

export type ExtensionTarget = 'chromium' | 'firefox';

const hosts = ['http://*/*', 'https://*/*'];

function common(version: string) {
  return {
    manifest_version: 3,
    name: popupWords.title,
    version,
    description: popupWords.description,
    icons: { 128: 'icon.png' },
    action: { default_title: popupWords.title, default_popup: 'popup.html', default_icon: 'icon.png' },
    permissions: ['nativeMessaging', 'webNavigation', 'contextMenus', 'tabs'],
    host_permissions: hosts,
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+K' } },
      'open-chooser': { suggested_key: { default: 'Alt+Shift+L' }, description: popupWords.commandName },
    },
    content_security_policy: { extension_pages: "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'" },
  };
}

/** Frames without an address of their own too: a login in a `srcdoc` is its page's. */
const contentScript = { matches: hosts, js: ['content.js'], all_frames: true, run_at: 'document_start' };

export function manifestFor(target: ExtensionTarget, version: string): Readonly<Record<string, unknown>> {
  switch (target) {
    case 'chromium':
      return { ...common(version), key: chromiumExtensionKey, minimum_chrome_version: '137', background: { service_worker: 'background.js', type: 'module' }, content_scripts: [{ ...contentScript, match_origin_as_fallback: true }] };
    case 'firefox':
      return { ...common(version), browser_specific_settings: { gecko: { id: firefoxExtensionId, strict_min_version: '130.0', data_collection_permissions: { required: ['none'] } } }, background: { scripts: ['background.js'], type: 'module' }, content_scripts: [{ ...contentScript, match_about_blank: true }] };
  }
}
