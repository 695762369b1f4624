import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What the machinery of a module depends on. */
export interface ModuleShape {
  readonly name: string
  /** Holds ids of persons, so that a merge rewrites rows and must remember which. */
  readonly holdsPersons: boolean
  /** Declares a metric whose figures are published. */
  readonly hasMetrics?: boolean
}

const SCHEMA_FOLDER = fileURLToPath(new URL('../schema', import.meta.url))

const auditEntry = (type: string, schema: string): string => `/// What was done in ${schema}: one row a changed aggregate, written in the same transaction. The columns are prescribed.
/// @table(INFRASTRUCTURE) @internal @subject(none) @appendOnly
model ${type}AuditEntry {
  /// UUID v7 of the writer. @public
  id           String   @db.Uuid
  /// When it happened. @public
  occurredAt   DateTime @map("occurred_at") @db.Timestamptz(6)
  /// One of PERSON, SERVICE_ACCOUNT, SYSTEM, ANONYMOUS. @public
  actorType    String   @map("actor_type")
  /// Actor as recorded. @public
  actorId      String   @map("actor_id")
  /// Brand of the actor where it is another one. @public
  actorBrandId String?  @map("actor_brand_id")
  /// Name of the event without its version. @public
  eventType    String   @map("event_type")
  /// Name of the changed type. @public(reason: "name of a type")
  entityType   String?  @map("entity_type")
  /// Id of the changed row. @public(reason: "an id")
  entityId     String?  @map("entity_id")
  /// Tenant, as text. @public
  brandId      String   @map("brand_id")
  /// Request that caused it. @public
  requestId    String?  @map("request_id")
  /// Changed fields; personal values as keyed fingerprints only. @pii(MIXED, mask: JSON)
  details      Json?

  @@id([id])
  @@index([brandId, entityType, entityId, occurredAt(sort: Desc), id(sort: Desc)], map: "audit_log_entity_ix")
  @@index([brandId, occurredAt(sort: Desc), id(sort: Desc)], map: "audit_log_time_ix")
  @@map("audit_log")
  @@schema("${schema}")
}`

const outboxMessage = (type: string, schema: string): string => `/// Events and audit records on their way out of ${schema}; the names of the columns are those a change-data-capture router expects.
/// @table(INFRASTRUCTURE) @internal @subject(none)
/// @sql(index: nextAttemptAt, seq WHERE status = 'PENDING')
/// @sql(index: brandId, destination, aggregatetype, aggregateid, seq WHERE status IN ('PENDING','IN_FLIGHT'))
/// @sql(index: lockedUntil WHERE status = 'IN_FLIGHT')
/// @sql(identity: seq)
model ${type}OutboxMessage {
  /// Tenant. @public
  brandId       String    @map("brand_id") @db.Uuid
  /// Ordered by time. @public
  id            String    @default(dbgenerated("uuidv7()")) @db.Uuid
  /// Order inside one aggregate; given by the database. @public @readonly
  seq           BigInt    @default(autoincrement())
  /// Type of the aggregate. @public
  aggregatetype String
  /// Id of the aggregate. @public
  aggregateid   String
  /// Name of the event with its version. @public
  type          String
  /// The message. @pii(MIXED, mask: JSON)
  payload       Json
  /// Where it goes: events or audit. @public
  destination   String    @default("events")
  /// When it happened. @public
  occurredAt    DateTime  @default(now()) @map("occurred_at") @db.Timestamptz(3)
  /// Lifecycle. @public @enum(${type}DeliveryStatus: PENDING IN_FLIGHT DELIVERED DEAD)
  /// @transitions(PENDING>IN_FLIGHT, IN_FLIGHT>DELIVERED, IN_FLIGHT>PENDING, IN_FLIGHT>DEAD, DEAD>PENDING)
  status        String    @default("PENDING")
  /// Tries so far. @public
  attempts      Int       @default(0)
  /// Then DEAD. @public
  maxAttempts   Int       @default(12) @map("max_attempts")
  /// Due. @public
  nextAttemptAt DateTime  @default(now()) @map("next_attempt_at") @db.Timestamptz(3)
  /// Worker that has it. @public
  lockedBy      String?   @map("locked_by")
  /// End of the worker's lease. @public
  lockedUntil   DateTime? @map("locked_until") @db.Timestamptz(3)
  /// Why the last try failed. @pii(FREE_TEXT, mask: TEXT)
  lastError     String?   @map("last_error")
  /// When it arrived. @public
  deliveredAt   DateTime? @map("delivered_at") @db.Timestamptz(3)

  @@id([brandId, id])
  @@map("outbox")
  @@schema("${schema}")
}`

const inboxMessage = (type: string, schema: string): string => `/// Messages that ${schema} has consumed, so that each has its effect once.
/// @table(INFRASTRUCTURE) @internal @subject(none)
model ${type}InboxMessage {
  /// Tenant. @public
  brandId          String   @map("brand_id") @db.Uuid
  /// Id of the message. @public
  messageId        String   @map("message_id") @db.Uuid
  /// Handler that consumed it. @public
  consumer         String
  /// Name of the event with its version. @public
  type             String
  /// Version of the aggregate it speaks of. @public
  aggregateVersion BigInt?  @map("aggregate_version")
  /// When it was consumed. @public
  processedAt      DateTime @default(now()) @map("processed_at") @db.Timestamptz(3)
  /// What became of it. @public @enum(${type}InboxOutcome: APPLIED SKIPPED STALE)
  outcome          String

  @@id([brandId, consumer, messageId])
  @@map("inbox")
  @@schema("${schema}")
}`

const idempotencyKey = (type: string, schema: string): string => `/// Commands of ${schema} that were sent with a key, so that a replay does nothing twice.
/// @table(INFRASTRUCTURE) @internal @subject(none)
model ${type}IdempotencyKey {
  /// Tenant. @public
  brandId     String   @map("brand_id") @db.Uuid
  /// Who sent it, and for whom. @public
  principal   String
  /// Command that was sent. @public
  command     String
  /// Key as sent, 8 to 128 characters. @public
  key         String
  /// Keyed hash of the canonical input, hex. @public(reason: "keyed hash, compared and never shown")
  requestHash String   @map("request_hash")
  /// Whether the first attempt has ended. @public @enum(${type}IdempotencyState: STARTED DONE)
  state       String
  /// Type and id of the entity and the codes of the user errors; nothing else. @pii(MIXED, mask: JSON)
  response    Json?
  /// When the row was made. @public
  createdAt   DateTime @default(now()) @map("created_at") @db.Timestamptz(3)
  /// When the key may be used anew. @public
  expiresAt   DateTime @default(dbgenerated("(now() + '24:00:00'::interval)")) @map("expires_at") @db.Timestamptz(3)

  @@id([brandId, principal, command, key])
  @@index([brandId, expiresAt])
  @@map("idempotency_keys")
  @@schema("${schema}")
}`

const spentEnvelope = (type: string, schema: string): string => `/// Envelopes whose command ${schema} has run or refused: none of them works twice.
/// @table(INFRASTRUCTURE) @internal @subject(none)
model ${type}SpentEnvelope {
  /// Tenant. @public
  brandId   String   @map("brand_id") @db.Uuid
  /// Unique id of the envelope, and which command of its operation. @public
  jti       String
  /// From then on the envelope is refused as expired, and the row may go. @public
  expiresAt DateTime @map("expires_at") @db.Timestamptz(3)

  @@id([brandId, jti])
  @@index([brandId, expiresAt])
  @@map("spent_envelopes")
  @@schema("${schema}")
}`

const mergeJournal = (type: string, schema: string): string => `/// Ids of persons that a merge rewrote in ${schema}, so that it can be undone and the survivor does not yet count as oneself there.
/// @table(INFRASTRUCTURE) @internal @subject(sourcePersonId)
model ${type}MergeJournal {
  /// Tenant. @public
  brandId        String   @map("brand_id") @db.Uuid
  /// The merge. @public
  mergeId        String   @map("merge_id") @db.Uuid
  /// Table of the row. @public(reason: "name of a table")
  tableName      String   @map("table_name")
  /// Id of the row. @public
  rowId          String   @map("row_id") @db.Uuid
  /// Column that held the id. @public(reason: "name of a column")
  columnName     String   @map("column_name")
  /// Person that stood there before. @public
  sourcePersonId String   @map("source_person_id") @db.Uuid
  /// From then on the row counts as the survivor's own. @public
  selfAfter      DateTime @map("self_after") @db.Timestamptz(3)

  @@id([brandId, tableName, rowId, columnName, mergeId])
  @@index([brandId, mergeId])
  @@map("merge_journal")
  @@schema("${schema}")
}`

const metricPublication = (type: string, schema: string): string => `/// Figures of ${schema} for everybody: one row a metric and closed period, suppressed once and never changed.
/// @table(INFRASTRUCTURE) @internal @subject(none) @appendOnly
model ${type}MetricPublication {
  /// Tenant. @public
  brandId     String   @map("brand_id") @db.Uuid
  /// Catalog name of the metric. @public
  metric      String
  /// Width of the period. @public
  grain       String
  /// Start of the period in the time zone of the brand, inclusive. @public
  periodStart DateTime @map("period_start") @db.Timestamptz(3)
  /// End of the period, exclusive. @public
  periodEnd   DateTime @map("period_end") @db.Timestamptz(3)
  /// When it was published. @public
  publishedAt DateTime @default(now()) @map("published_at") @db.Timestamptz(3)
  /// Dimensions, their values, and the figure or that there is none. @public
  cells       Json

  @@id([brandId, metric, grain, periodStart])
  @@map("metric_publications")
  @@schema("${schema}")
}`

/** The Prisma file of the tables that every module has besides its own. */
export function printInfrastructure({ name, holdsPersons, hasMetrics = false }: ModuleShape): string {
  const type = name.split('_').map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  const parts = [auditEntry, outboxMessage, inboxMessage, idempotencyKey, spentEnvelope, ...(holdsPersons ? [mergeJournal] : []), ...(hasMetrics ? [metricPublication] : [])]
  return `// ${name}: written by prisma/generator/infrastructure.ts; change it there.\n\n${parts.map(part => part(type, name)).join('\n\n')}\n`
}

/** Modules that stand in the generator block of main.prisma; audit rows are never rewritten, so audit keeps no journal. */
export function readModuleShapes(folder: string = SCHEMA_FOLDER): readonly ModuleShape[] {
  const main = readFileSync(join(folder, 'main.prisma'), 'utf8')
  const lists = [...main.matchAll(/^\s*(?:domain|observers)\s*=\s*\[([^\]]*)\]/gm)].map(([, list = '']) => list)
  const names = lists.flatMap(list => [...list.matchAll(/"(\w+)"/g)].map(([, name = '']) => name))
  return names.map(name => {
    const text = readFileSync(join(folder, `${name}.prisma`), 'utf8')
    return { name, holdsPersons: name !== 'audit' && text.includes('@ref(identity.persons'), hasMetrics: /^\/\/\/ @metric\([^@]*\bpublished:/m.test(text) }
  })
}

/** Files by path below the folder of the Prisma files. */
export function infrastructureFiles(shapes: readonly ModuleShape[]): ReadonlyMap<string, string> {
  return new Map(shapes.map(shape => [join('infrastructure', `${shape.name}.prisma`), printInfrastructure(shape)]))
}

/** Writes what differs; a new module needs nothing but its place in main.prisma and its own Prisma file. */
export function writeInfrastructure(folder: string = SCHEMA_FOLDER): void {
  mkdirSync(join(folder, 'infrastructure'), { recursive: true })
  for (const [path, text] of infrastructureFiles(readModuleShapes(folder))) {
    const file = join(folder, path)
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeInfrastructure()
