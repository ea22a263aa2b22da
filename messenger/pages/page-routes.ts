// The pages people open in a browser: rooms, one room, one message, an invitation. Whoever is signed in gets the messenger;
// everybody else, and whoever asks for `?plain`, a page without script.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { shownElsewhere } from '../faults/moved.ts';
import { maybeSignedIn } from '../http/identity.ts';
import { MAX_PAGE } from '../http/limits.ts';
import { messagesBefore } from '../messages/records.ts';
import { type Room, visibleMessage, visibleRoom } from '../messages/visibility.ts';
import { roomOfInvite } from '../rooms/invites.ts';
import { listRooms } from '../rooms/rooms.ts';
import { type Html, html } from './html.ts';
import { sendAbsent, sendPage, type Visit, visitOf } from './layout.ts';
import { messageView } from './message-view.ts';
import { fill } from './words.ts';
import { clientAssets } from './client-assets.ts';
import { isForApp, sendApp } from './app-page.ts';

const MESSAGES_PER_PAGE = 30;
const NUMBER = /^[1-9][0-9]{0,14}$/;

/** Registers the pages. */
export function pageRoutes(app: FastifyInstance, context: Context): void {
  const onRequest = maybeSignedIn(context.database);
  app.get('/', { onRequest }, (request, reply) => homePage(context, request, reply));
  app.get<{ Params: { slug: string } }>('/r/:slug', { onRequest }, (request, reply) =>
    roomPage(context, request, request.params.slug, reply),
  );
  app.get<{ Params: { slug: string; id: string } }>('/r/:slug/m/:id', { onRequest }, (request, reply) =>
    messagePage(context, request, request.params, reply),
  );
  app.get<{ Params: { token: string } }>('/i/:token', { onRequest }, (request, reply) =>
    invitePage(context, request, request.params.token, reply),
  );
}

async function homePage(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { database } = context;
  if (await isForApp(context, request)) return sendApp(context, request, reply);
  const visit = visitOf(request);
  const rooms = await listRooms(database, request.viewer, '', 0, MAX_PAGE);
  const main = html`<h1>${visit.words.rooms}</h1>
<p class="lead">${visit.words.roomsLead}</p>
${rooms.length === 0 ? html`<p class="lead">${visit.words.noRooms}</p>` : roomList(visit, rooms)}`;
  return sendPage(reply, visit, { title: visit.words.rooms, main });
}

function roomList(visit: Visit, rooms: readonly Room[]): Html {
  return html`<ul class="list rooms">${rooms.map(
    (room) =>
      html`<li><a href="/r/${room.slug}">${room.title}</a>${
        room.visibility === 'invite' ? html`<span class="quiet">${visit.words.inviteRoom}</span>` : undefined
      }</li>`,
  )}</ul>`;
}

async function roomPage(context: Context, request: FastifyRequest, slug: string, reply: FastifyReply) {
  const { database } = context;
  const visit = visitOf(request);
  const room = await visibleRoom(database, slug, request.viewer);
  if (room === undefined) return sendAbsent(reply, visit);
  if (await isForApp(context, request)) return sendApp(context, request, reply);
  const { messages, more } = await messagesBefore(database, room.id, beforeOf(request), MESSAGES_PER_PAGE);
  const oldest = messages.at(-1);
  const main = html`<h1>${room.title}</h1>
<p class="lead">${room.visibility === 'public' ? visit.words.publicRoom : visit.words.inviteRoom}</p>
${
  more && oldest !== undefined
    ? html`<p class="more"><a href="/r/${room.slug}?before=${oldest.id}&amp;lang=${visit.language}">${visit.words.older}</a></p>`
    : undefined
}
<div class="list messages">${messages.toReversed().map((message) => messageView(visit, message))}</div>
${oldest === undefined ? html`<p class="quiet">${visit.words.emptyRoom}</p>` : undefined}
<p class="more">${reportLink(visit, `/r/${room.slug}`)}</p>`;
  return sendPage(reply, visit, { title: room.title, main });
}

async function messagePage(
  context: Context,
  request: FastifyRequest,
  { slug, id }: { readonly slug: string; readonly id: string },
  reply: FastifyReply,
) {
  const { database } = context;
  const visit = visitOf(request);
  const message = NUMBER.test(id)
    ? await visibleMessage(database, slug, Number(id), request.viewer)
    : undefined;
  const room = message === undefined ? undefined : await visibleRoom(database, slug, request.viewer);
  if (message === undefined || room === undefined) {
    const moved = NUMBER.test(id)
      ? await shownElsewhere(database, slug, Number(id), request.viewer)
      : undefined;
    return moved === undefined ? sendAbsent(reply, visit) : reply.redirect(`/r/${slug}/m/${moved}`, 301);
  }
  if (await isForApp(context, request)) return sendApp(context, request, reply);
  const main = html`<h1>${room.title}</h1>
<div class="list messages">${messageView(visit, message)}</div>
<p class="more"><a href="/r/${room.slug}">${visit.words.toRoom}</a> ${reportLink(visit, `/r/${room.slug}/m/${message.id}`)}</p>`;
  return sendPage(reply, visit, { title: room.title, main });
}

async function invitePage(
  { database }: Context,
  request: FastifyRequest,
  token: string,
  reply: FastifyReply,
) {
  const visit = visitOf(request);
  const { words } = visit;
  const room = await roomOfInvite(database, token);
  if (room === undefined) return sendAbsent(reply, visit);
  const next = `next=${encodeURIComponent(`/i/${token}`)}`;
  const action =
    request.viewer === null
      ? html`<p class="lead">${words.signInToJoin}</p>
<p class="doors"><a class="button primary" href="/sign-in?${next}">${words.signIn}</a> <a class="button" href="/sign-up?${next}">${words.signUp}</a></p>`
      : html`<form method="post" action="/i/${token}"><button class="button primary">${words.join}</button></form>`;
  const main = html`<h1>${room.title}</h1>
<p class="lead">${words.invitedTo} ${fill(words.membersCount, { n: room.members })}</p>
${room.description === undefined ? undefined : html`<p class="lead">${room.description}</p>`}
${action}`;
  if (room.encrypted !== true) return sendPage(reply, visit, { title: words.invitation, main });
  const { scripts } = await clientAssets();
  const sealed = html`${main}
<section class="lead" data-encrypted-room="${room.id}">
  <p class="promise">${words.encryptedLead}</p>
  <p class="refused" role="alert" data-without-key hidden>${words.keyInLinkMissing}</p>
  <noscript><p class="refused">${words.sealedWithoutScript}</p></noscript>
</section>`;
  const script = scripts.invitation.path;
  return sendPage(reply, visit, { title: words.invitation, main: sealed, script });
}

function reportLink({ words }: Visit, path: string): Html {
  return html`<a href="/report?link=${encodeURIComponent(path)}">${words.reportThis}</a>`;
}

function beforeOf(request: FastifyRequest): number {
  const before = new URL(request.url, 'http://page.invalid').searchParams.get('before');
  return before !== null && NUMBER.test(before) ? Number(before) : Number.MAX_SAFE_INTEGER;
}
