-- CreateEnum
CREATE TYPE "KeyDecision" AS ENUM ('trusted', 'revoked');

-- CreateTable
CREATE TABLE "worker_key_decision" (
    "key_id" TEXT NOT NULL,
    "decision" "KeyDecision" NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "because" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_key_decision_pkey" PRIMARY KEY ("key_id","decision")
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "worker_key_decision" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "worker_key_decision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Until now a key was trusted when it was first seen: what it signed stays what it was.
INSERT INTO "worker_key_decision" ("key_id", "decision", "from", "because", "actor", "at")
SELECT "id", 'trusted', "first_seen_at", 'known before keys were enrolled', 'system', "first_seen_at" FROM "worker_key";
