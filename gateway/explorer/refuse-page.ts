import type { FastifyReply } from 'fastify'
import { messageOf } from '../../schema/policy/error-codes.ts'

/** Answers a request for something beside the graph as the graph would refuse it. */
export const refusePage = (reply: FastifyReply, status: 403 | 404): FastifyReply => {
  const code = status === 403 ? 'FORBIDDEN' : 'NOT_FOUND'
  return reply.status(status).send({ errors: [{ message: messageOf(code), extensions: { code } }] })
}
