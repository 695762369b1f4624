import { useNotificationContext } from 'ra-core'
import { useEffect } from 'react'

const SHOWN_MS = 6000

/** What the parts of react-admin have to say. Errors of lists and records stand where those would. */
export const Notices = () => {
  const { notifications, takeNotification } = useNotificationContext()
  const [first] = notifications
  useEffect(() => {
    if (!first) return undefined
    const timer = setTimeout(() => takeNotification(), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [first, takeNotification])
  return <div className="notices" role="status">{first && first.type !== 'error' && typeof first.message === 'string' && <p>{first.message}</p>}</div>
}
