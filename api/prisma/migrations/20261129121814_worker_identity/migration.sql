-- CreateTable
CREATE TABLE "worker_identity" (
    "worker_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "public_key_pem" TEXT NOT NULL,
    "bound_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_identity_pkey" PRIMARY KEY ("worker_id")
);
