-- A finding is an alert from its opening on, where its source or kind says that people hear of it.
CREATE TYPE "OpenedTold" AS ENUM ('people', 'machines', 'kept');
ALTER TABLE "source" ADD COLUMN "opened_told" "OpenedTold";

ALTER TYPE "AlertStatus" ADD VALUE 'opened';
ALTER TYPE "AlertStatus" ADD VALUE 'unconfirmed';

ALTER TABLE "alert" ALTER COLUMN "confirmed_at" DROP NOT NULL,
ADD COLUMN "grace_until" TIMESTAMPTZ(3),
ADD COLUMN "ended_at" TIMESTAMPTZ(3);

-- Whatever program writes: what was not confirmed stands where nothing is decided, and all else was confirmed. A value of an
-- enum cannot be named in the transaction that adds it.
ALTER TABLE "alert" ADD CONSTRAINT "alert_confirmed_or_undecided"
CHECK (("confirmed_at" IS NULL) = ("status"::text IN ('opened', 'unconfirmed')));
