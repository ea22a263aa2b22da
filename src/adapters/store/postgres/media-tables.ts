// The tables of the media index as Kysely sees them; migrations/ is the truth.
import type { Generated, JSONColumnType } from 'kysely';
import type { IndexState } from '../../../domain/content/index-state.ts';
import type { SpotRecord } from '../../../domain/content/media-record.ts';

interface MediaIndexStatesTable {
  tenant_id: string;
  connector: string;
  revision: number;
  state: JSONColumnType<IndexState>;
}

export interface MediaFilesTable {
  tenant_id: string;
  connector: string;
  blob: string;
  sha256: string | null;
  uploader: string | null;
  thumbnail: string | null;
  opaque: boolean;
  deleted: boolean;
}

export interface MediaSpotsTable {
  tenant_id: string;
  connector: string;
  spot: string;
  kind: SpotRecord['kind'];
  container: string;
  message: string;
  owner: string;
  seen_order: number;
  seen_at: Date | null;
  blobs: string[];
  copies: string[];
  deleted: boolean;
}

export interface MediaContainersTable {
  tenant_id: string;
  connector: string;
  container: string;
  address: string;
  names: string[];
  opaque: boolean;
  seen_order: number;
}

interface PlatformReportsTable {
  tenant_id: string;
  connector: string;
  report_id: string;
  seen_at: Date;
  taken_at: Date | null;
}

interface MediaHashesTable {
  tenant_id: string;
  connector: string;
  blob: string;
  state: string;
  sealed: Buffer | null;
  seq: Generated<number>;
  looked_at: Date;
}

interface MediaSparedTable {
  tenant_id: string;
  connector: string;
  what: 'spot' | 'file' | 'person' | 'room';
  key: string;
  since: Date;
}

export interface GateStopsTable {
  tenant_id: string;
  stop_id: string;
  connector: string;
  sha256: string;
  uploader: string;
  at: Date;
  verdict: 'refuse' | 'hold';
  case_id: string;
  distance: number;
}

interface GateRulingsTable {
  tenant_id: string;
  connector: string;
  blob: string;
  act_id: string;
  person_id: string;
  ruling: 'allow' | 'refuse';
  at: Date;
  signature: string;
}

export interface MediaTables {
  gate_stops: GateStopsTable;
  gate_rulings: GateRulingsTable;
  media_hashes: MediaHashesTable;
  media_spared: MediaSparedTable;
  platform_reports: PlatformReportsTable;
  media_index_states: MediaIndexStatesTable;
  media_files: MediaFilesTable;
  media_spots: MediaSpotsTable;
  media_containers: MediaContainersTable;
}
