// The messenger as one page for whoever is signed in: an empty frame that the script of client/ fills.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { browserVisitor } from './browser-session.ts';
import { type Asset, clientAssets } from './client-assets.ts';
import { type Html, html } from './html.ts';
import { sendAbsent, sendHtml, type Visit, visitOf } from './layout.ts';

/** Paths that only the messenger has. The rest are pages for strangers too: page-routes.ts. */
const OWN_PATHS = [
  '/find',
  '/new',
  '/me',
  '/r/:slug/about',
  '/notifications',
  '/notices',
  '/notices/:id',
  '/n/:id',
  '/people/:id',
  '/passkeys',
  '/blocked',
];
const YEAR_S = 31_536_000;

/** Registers the paths of the messenger and the files it loads. */
export function appRoutes(app: FastifyInstance, context: Context): void {
  for (const path of OWN_PATHS) {
    app.get(path, async (request, reply) =>
      (await browserVisitor(context, request)) === undefined
        ? reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303)
        : sendApp(context, request, reply),
    );
  }
  app.get<{ Params: { name: string } }>('/assets/:name', async (request, reply) => {
    const { scripts, styles } = await clientAssets();
    const all: readonly Asset[] = [...Object.values(scripts), ...Object.values(styles)];
    const found = all.find(({ path }) => path === `/assets/${request.params.name}`);
    if (found === undefined) return sendAbsent(reply, visitOf(request));
    return reply
      .type(found.type)
      .header('cache-control', `public, max-age=${YEAR_S}, immutable`)
      .send(found.text);
  });
}

/** Whether a page that strangers can open too should be the messenger for this visitor. */
export async function isForApp(context: Context, request: FastifyRequest): Promise<boolean> {
  if (request.headers.authorization !== undefined) return false;
  if (new URL(request.url, 'http://page.invalid').searchParams.has('plain')) return false;
  return (await browserVisitor(context, request)) !== undefined;
}

/** Sends the frame. What the script must know before its first drawing stands in it. */
export async function sendApp(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const me = await browserVisitor(context, request);
  const visit = visitOf(request);
  if (me === undefined) return sendAbsent(reply, visit);
  const { id, name, avatar, suspended, until } = me;
  const facts = JSON.stringify({ id, name, avatar, suspended, until });
  const { scripts, styles } = await clientAssets();
  return sendHtml(reply, visit, document(visit, facts, scripts.app.path, styles.app.path), true);
}

function document({ language, words }: Visit, facts: string, script: string, style: string): Html {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#1a2221" media="(prefers-color-scheme: dark)">
<title>${words.appName}</title>
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body>
<div id="app" data-me="${facts}"></div>
<noscript><p class="without-script">${words.withoutScript} <a href="?plain">${words.readWithoutScript}</a></p></noscript>
</body>
</html>
`;
}
