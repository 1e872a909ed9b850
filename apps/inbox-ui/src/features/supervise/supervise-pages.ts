/** Everything behind /supervise, in one chunk. */
export { LiveBoardPage } from './live/live-board-page.js';
export { AssignmentsPage } from './moves/assignments-page.js';
