/** The few pictures we use, in one place: the whole set is fifty megabytes. */
export { ClockAlarmRegular, LockClosedRegular, PersonAlertRegular, ShareRegular } from '@fluentui/react-icons';
