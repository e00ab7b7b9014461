import { session } from 'electron';

/**
 * Nothing but the app's own files; Mantine writes styles at run time, previews are blob: URLs.
 * default-src does not cover `base-uri`, `form-action` and `frame-ancestors`.
 */
export const appPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** In development the page comes from vite, which puts inline scripts in it and talks over a socket. */
function developmentPolicy(devServer: string): string {
  const { host } = new URL(devServer);
  return appPolicy
    .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
    .replace("connect-src 'self'", `connect-src 'self' ws://${host} http://${host}`);
}

/** Denies every permission and, in development, adds the policy that the app's protocol adds otherwise. */
export function secureSession(devServer: string | undefined): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  if (devServer === undefined) return;
  const value = [developmentPolicy(devServer)];
  defaultSession.webRequest.onHeadersReceived((details, answer) =>
    answer({ responseHeaders: { ...details.responseHeaders, 'Content-Security-Policy': value } }),
  );
}
