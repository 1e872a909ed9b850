import type { PublicWidget, SaveWidget, Widget } from '@diwan/contracts';
import type { Queryable, Tx } from '../../database/database.js';
import { jsonRows } from '../../database/json-rows.js';

/** What only a widget has of an inbox's settings. */
export type WidgetSettings = Pick<
  Widget,
  'origins' | 'greetings' | 'accent' | 'position' | 'mailInboxId' | 'identityMethod'
>;

type WidgetRow = Pick<Widget, 'id' | 'key' | 'name' | 'queueId' | 'language' | 'enabled' | 'version'> & {
  widget: WidgetSettings;
  hasIdentityKey: boolean;
};

const columns = `id, address as key, name, queue_id as "queueId", language, enabled, version, settings->'widget' as widget,
  secrets is not null as "hasIdentityKey"`;

function presentWidget({ widget, ...row }: WidgetRow): Widget {
  return { ...row, ...widget };
}

export async function listWidgets(database: Queryable): Promise<Widget[]> {
  const rows = await database.query<WidgetRow>(
    `select ${columns} from inboxes where channel = 'chat' order by name, id`,
  );
  return rows.map(presentWidget);
}

/** Until commit: of two who save at once the second builds on the first. */
export async function lockWidget(tx: Tx, id: string): Promise<Widget | null> {
  const [row] = await tx.query<WidgetRow>(
    `select ${columns} from inboxes where channel = 'chat' and id = $1 for update`,
    [id],
  );
  return row ? presentWidget(row) : null;
}

/** Only of a widget that is switched on. */
export async function findWidgetByKey(database: Queryable, key: string): Promise<Widget | null> {
  const [row] = await database.query<WidgetRow>(
    `select ${columns} from inboxes where channel = 'chat' and address = $1 and enabled`,
    [key],
  );
  return row ? presentWidget(row) : null;
}

/** With the sealed key of its identities. */
type Saved = Omit<Required<SaveWidget>, 'identityKey'> & { id: string; key: string; secrets: Buffer | null };

export async function insertWidget(tx: Tx, widget: Saved): Promise<void> {
  await tx.query(
    `insert into inboxes (id, channel, address, name, sender_name, queue_id, language, enabled, settings, secrets, created_at)
     values ($1, 'chat', $2, $3, $3, $4, $5, $6, $7, $8, now())`,
    [
      widget.id,
      widget.key,
      widget.name,
      widget.queueId,
      widget.language,
      widget.enabled,
      jsonRows({ imap: null, smtp: null, authservId: '', widget: settingsOf(widget) }),
      widget.secrets,
    ],
  );
}

export async function updateWidget(tx: Tx, widget: Omit<Saved, 'key'>): Promise<void> {
  await tx.query(
    `update inboxes set name = $2, sender_name = $2, queue_id = $3, language = $4, enabled = $5,
       settings = settings || jsonb_build_object('widget', $6::jsonb), secrets = $7, version = version + 1 where id = $1`,
    [
      widget.id,
      widget.name,
      widget.queueId,
      widget.language,
      widget.enabled,
      jsonRows(settingsOf(widget)),
      widget.secrets,
    ],
  );
}

function settingsOf(widget: Omit<Saved, 'id' | 'key'>): WidgetSettings {
  const { origins, greetings, accent, position, mailInboxId, identityMethod } = widget;
  return { origins, greetings, accent, position, mailInboxId, identityMethod };
}

/** What anybody may know of a widget. */
export function presentPublicWidget(
  { name, language, greetings, accent, position }: Widget,
  hours: Pick<PublicWidget, 'isOpen' | 'opensAt'>,
  mostFileBytes: number,
): PublicWidget {
  return { name, language, greetings, accent, position, ...hours, mostFileBytes };
}

/** The sealed key by which the widget's identities are checked. */
export async function findIdentityBox(database: Queryable, id: string): Promise<Buffer | null> {
  const [row] = await database.query<{ secrets: Buffer | null }>('select secrets from inboxes where id = $1', [id]);
  return row?.secrets ?? null;
}
