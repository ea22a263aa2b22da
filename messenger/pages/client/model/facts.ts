// What the server tells, as the client reads it. Kept as loose as the client needs: see ../../../README.md for the whole.
import type { SecretFile } from '../../../crypto/secret-message.ts';

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly avatar?: string;
}

export interface Me extends Person {
  readonly suspended: boolean;
  readonly until?: string;
}

export interface Media {
  readonly hidden: boolean;
  readonly blob?: string;
  readonly mime?: string;
  readonly bytes?: number;
  readonly width?: number;
  readonly height?: number;
  readonly thumbnail?: boolean;
  /** Of a sealed file: what opens it. */
  readonly secret?: SecretFile;
}

export interface Message {
  readonly id: number;
  /** Slug of its room. */
  readonly room: string;
  readonly sentAt: string;
  readonly hidden: boolean;
  readonly author?: Person;
  readonly text?: string;
  /** As it came from the server, in an encrypted room. */
  readonly sealed?: string;
  /** Why a sealed message cannot be read here. */
  readonly unread?: 'no-key' | 'broken';
  readonly forwarded?: boolean;
  readonly editedAt?: string;
  readonly replyTo?: Answered;
  readonly media: readonly Media[];
  readonly permalink: string;
}

export interface Answered {
  readonly id: number;
  readonly hidden: boolean;
  readonly author?: Person;
  readonly text?: string;
}

export interface LastMessage {
  readonly id: number;
  readonly hidden: boolean;
  /** Of somebody one has blocked: its words are not shown in lists. */
  readonly collapsed?: true;
  readonly author?: string;
  readonly text?: string;
  readonly files?: number;
}

export interface OwnRoom {
  readonly slug: string;
  readonly title: string;
  readonly encrypted?: true;
  readonly picture?: string;
  readonly role: 'owner' | 'member';
  readonly readUpTo: number;
  readonly unread: number;
  readonly lastMessageAt?: string;
  readonly last?: LastMessage;
}

export interface Room {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly description?: string;
  readonly visibility: 'public' | 'invite';
  readonly encrypted?: true;
  readonly member: boolean;
  readonly role?: 'owner' | 'member';
  readonly members: number;
  readonly picture?: string;
}

/** A stretch of a room, newest first. */
export interface Stretch {
  readonly messages: readonly Message[];
  readonly more: boolean;
}
