// Names of the Tabler icons that templates may use. A name missing here is a missing picture:
// add it, run `npm run build`, and tests/frontend proves that every name in a template is listed.
export const outline = `
address-book adjustments affiliate alert-circle alert-triangle anchor archive arrow-back-up arrow-down
arrow-forward-up arrow-left arrow-right arrow-up arrows-move arrows-sort at award ban bell bolt book books box brand-wechat
briefcase building building-bank building-factory building-store building-warehouse buildings bulb cake
calendar calendar-dollar calendar-due calendar-event calendar-stats calendar-time car cash certificate chart-bar chart-dots
chart-line chart-pie check checkbox checklist checks chevron-down chevron-left chevron-right chevron-up
chevrons-left chevrons-right circle-check circle-dot circle-minus circle-plus circle-x click clipboard
clipboard-check clipboard-list clock clock-hour-4 cloud-off coin columns contract copy corner-down-right
credit-card crown currency-yuan database dashboard device-desktop device-floppy device-mobile discount dots
dots-vertical download edit engine external-link eye eye-off file file-check file-dollar file-export
file-import file-invoice file-spreadsheet file-text files filter filter-off flag flame folder folder-open
forms gauge gavel gift git-branch git-merge globe grip-vertical hand-stop headset heart heart-handshake help
hierarchy hierarchy-2 history home hourglass id id-badge inbox info-circle key language layout-dashboard
layout-kanban layout-sidebar-left-collapse layout-sidebar-left-expand lifebuoy link list list-check
list-details list-search lock lock-open login logout mail mail-opened map map-pin menu-2 menu-order message
message-circle message-report messages minus mood-sad mood-smile moon network note notebook notes package
package-export packages paint palette paperclip pencil percentage phone phone-call phone-incoming
phone-outgoing photo pin pinned player-pause player-play plug plus point printer progress puzzle question-mark
receipt receipt-2 receipt-refund refresh repeat report report-analytics report-money restore ripple road
robot rocket route ruler scale search select send server settings share shield shield-check shield-lock
ship shopping-cart sitemap sort-ascending sort-descending speakerphone stack stack-2 star status-change
subtask sun swords table tag tags target test-pipe thumb-down thumb-up ticket tool tools transfer trash
trending-down trending-up trophy truck truck-delivery truck-return upload user user-check user-circle
user-heart user-minus user-off user-plus user-question user-search user-shield user-star user-x users
users-group versions video wallet world writing x zoom-question`
  .trim()
  .split(/\s+/);

export const filled = ["star", "heart", "flag", "pin"];
