import { join, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { net, protocol } from 'electron';
import { appPolicy } from './content-security';

const scheme = 'patchbay';
export const appUrl = `${scheme}://app/index.html`;

/** Before the app is ready: a standard scheme gives the page an origin of its own, which file: has not. */
export function declareAppProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the window's built files, and only those. */
export function serveApp(folder: string): void {
  protocol.handle(scheme, async (request) => {
    const { pathname } = new URL(request.url);
    const file = normalize(join(folder, decodeURIComponent(pathname)));
    if (!file.startsWith(folder + sep)) return new Response('not found', { status: 404 });
    const response = await net.fetch(pathToFileURL(file).href).catch(() => undefined);
    if (!response) return new Response('not found', { status: 404 });
    const headers = new Headers(response.headers);
    headers.set('Content-Security-Policy', appPolicy);
    headers.set('X-Content-Type-Options', 'nosniff');
    return new Response(response.body, { status: response.status, headers });
  });
}
