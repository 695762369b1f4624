import type { FieldTable, Members } from './field-table.ts'
import { isMembers } from './field-table.ts'
import { GraphError } from './graph-error.ts'
import type { GraphProblem } from './graph-error.ts'
import { metricSelection, readMetric } from './metrics.ts'
import type { GroupedBy, MetricAnswer, MetricArguments, MetricName } from './metrics.ts'
import { printOperation } from './print-operation.ts'
import { readAnswer } from './read-answer.ts'
import type { Checked, CheckedValue, Result, Selection } from './selection.ts'
import { send } from './send.ts'
import type { GraphOptions, RawAnswer, RequestOptions } from './send.ts'

/** An answer with what the graph says about it. */
export interface Answered<Data> {
  readonly data: Data
  /** Errors of single fields; those are null in `data`. */
  readonly problems: readonly GraphProblem[]
  /** What it cost, in rows; and the version of the policy that decided. */
  readonly extensions: Members
}

/** A graph that can be asked by selections: what is selected is what the answer's type has. */
export interface Graph<Schema> {
  /** Reads. Rejects with `GraphError` where any part failed. */
  query<const Value extends Selection<Schema, 'Query'>>(selection: Value & Checked<Schema, 'Query', Value>, options?: RequestOptions): Promise<Result<Schema, 'Query', Value>>
  /** Reads, and leaves it to the caller what to do where single fields failed. */
  queryPartly<const Value extends Selection<Schema, 'Query'>>(selection: Value & Checked<Schema, 'Query', Value>, options?: RequestOptions): Promise<Answered<Result<Schema, 'Query', Value>>>
  /** Runs commands. Expected failures are in their `userErrors`. Whoever may have to send one again gives it an `idempotencyKey`. */
  mutate<const Value extends Selection<Schema, 'Mutation'>>(selection: Value & Checked<Schema, 'Mutation', Value>, options?: RequestOptions): Promise<Result<Schema, 'Mutation', Value>>
  /** The figures of one metric. */
  metric<Name extends MetricName<Schema>, const Given extends MetricArguments<Schema, Name>>(name: Name, given: Given & CheckedValue<MetricArguments<Schema, Name>, Given>, options?: RequestOptions): Promise<MetricAnswer<GroupedBy<Given>>>
}

interface Asked {
  readonly operation: 'query' | 'mutation'
  readonly selection: unknown
  readonly options: RequestOptions
}

const NAME = /^\w+$/

const complete = ({ problems, status, requestId }: RawAnswer): void => {
  const [first] = problems
  if (first) throw new GraphError({ code: first.code, message: first.message, problems, status, requestId })
}

/** Opens a graph by its table; generated clients call it with their own. */
export const graphOf = <Schema>(table: FieldTable, options: GraphOptions): Graph<Schema> => {
  const ask = async ({ operation, selection, options: request }: Asked): Promise<{ readonly answer: RawAnswer, readonly data: Members }> => {
    const selected = isMembers(selection) ? selection : {}
    const name = NAME.test(request.name ?? '') ? request.name ?? '' : 'Client'
    const answer = await send(options, printOperation(table, { operation, name, selection: selected }), request)
    const { data, extensions } = answer
    return { answer, data: readAnswer(table, { type: operation === 'query' ? 'Query' : 'Mutation', selection: selected, data, extensions }) }
  }
  /** The types say what the graph promises; what it sent was read by the same selection. */
  const isPromised = <Data>(_data: unknown): _data is Data => true
  const whole = async <Data>(asked: Asked): Promise<Data> => {
    const { answer, data } = await ask(asked)
    complete(answer)
    const read: unknown = data
    if (!isPromised<Data>(read)) throw new TypeError('unreachable')
    return read
  }
  return {
    query: (selection, request = {}) => whole({ operation: 'query', selection, options: request }),
    async queryPartly(selection, request = {}) {
      const { answer: { problems, extensions }, data } = await ask({ operation: 'query', selection, options: request })
      const read: unknown = data
      if (!isPromised<Result<Schema, 'Query', typeof selection>>(read)) throw new TypeError('unreachable')
      return { data: read, problems, extensions }
    },
    mutate: (selection, request = {}) => whole({ operation: 'mutation', selection, options: request }),
    async metric(name, given, request = {}) {
      const { answer, data } = await ask({ operation: 'query', selection: metricSelection(table, name, given), options: request })
      complete(answer)
      const read: unknown = readMetric(data.metrics, name)
      if (read === undefined || !isPromised<MetricAnswer<GroupedBy<typeof given>>>(read)) throw new GraphError({ code: 'INTERNAL_SERVER_ERROR', message: 'The graph answered no figures.', problems: [], status: answer.status })
      return read
    },
  }
}
