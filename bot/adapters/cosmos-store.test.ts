import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CosmosClient, type CosmosClientOptions } from '@azure/cosmos';
import { AzureCliCredential } from '@azure/identity';
import { createHttpServer } from '@vercel/cosmosdb-server';
import { afterAll, describe, expect, test } from '@jest/globals';
import { queryable } from '../core/ports.ts';
import { cosmosStore, indexingPolicy, prepareContainer } from './cosmos-store.ts';
import { storeContract } from './store.contract.ts';
