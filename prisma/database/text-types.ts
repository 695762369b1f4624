import pg from 'pg'

const { builtins } = pg.types

const AS_TEXT = [builtins.INT8, builtins.NUMERIC, builtins.DATE, builtins.TIME, builtins.TIMESTAMP, builtins.TIMESTAMPTZ, builtins.INTERVAL, builtins.JSON, builtins.JSONB]

/** bigint[], numeric[], timestamp[], timestamptz[], date[], json[] and jsonb[], by object id. */
const AS_TEXT_ARRAY = [1016, 1231, 1115, 1185, 1182, 199, 3807]

const TEXT_ARRAY: number = 1009

/** Values stay as Postgres wrote them: what goes to the wire as text is not parsed into an object to be printed again. */
export const textTypes = new pg.TypeOverrides()
for (const type of AS_TEXT) textTypes.setTypeParser(type, (text: string) => text)
for (const type of AS_TEXT_ARRAY) textTypes.setTypeParser(type, pg.types.getTypeParser(TEXT_ARRAY))
