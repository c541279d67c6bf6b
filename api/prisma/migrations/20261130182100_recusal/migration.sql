-- CreateEnum
CREATE TYPE "RecusalAct" AS ENUM ('declared', 'ordered', 'lifted');

-- CreateTable
CREATE TABLE "recusal" (
    "alert_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "act" "RecusalAct" NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,

    CONSTRAINT "recusal_pkey" PRIMARY KEY ("alert_id","person_id","version")
);

-- AddForeignKey
ALTER TABLE "recusal" ADD CONSTRAINT "recusal_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recusal" ADD CONSTRAINT "recusal_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recusal" ADD CONSTRAINT "recusal_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was recorded stays as it was recorded.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "recusal" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "recusal" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
